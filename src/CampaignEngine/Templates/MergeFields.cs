namespace CampaignEngine.Templates;

public enum MergeFieldType { Text, Number, Date, Flag }

/// <param name="Name">As a template writes it; lower case with underscores.</param>
/// <param name="Meaning">What an author must know.</param>
public sealed record MergeField(string Name, MergeFieldType Type, string Meaning);

/// <summary>
/// All that a template can see. A field may be missing for a person (null): test it with if. Category, income, rate and ethnic
/// group are not here: no text to one person may give them away (Law 91/2025/QH15).
/// </summary>
public static class MergeFields
{
    public static readonly IReadOnlyList<MergeField> All =
    [
        new("title", MergeFieldType.Text, "Ông, Bà, Anh, Chị by age and sex; Ông/Bà where one is not known"),
        new("name", MergeFieldType.Text, "full name"),
        new("province", MergeFieldType.Text, "name of the province"),
        new("commune", MergeFieldType.Text, "full name of the commune"),
        new("collection_point", MergeFieldType.Text, "where the person pays"),
        new("agent", MergeFieldType.Text, "the collector"),
        new("insurance_number", MergeFieldType.Text, "use with mask"),
        new("cover_until", MergeFieldType.Date, "last day that is paid"),
        new("next_from", MergeFieldType.Date, "first day of the next payment period"),
        new("pay_by", MergeFieldType.Date, "legal deadline of the next period (Law 41/2024 art. 36.3)"),
        new("least_net", MergeFieldType.Number, "VND a month on the lowest income, without any category: general, not the person's; missing where the month has no enacted parameters"),
        new("has_least_net", MergeFieldType.Flag, "whether least_net is there"),
        new("hotline", MergeFieldType.Text, "the agency's telephone"),
        new("refusal", MergeFieldType.Text, "how to refuse, from the settings"),
    ];

    public static readonly IReadOnlyList<string> Names = [.. All.Select(f => f.Name)];
}
