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
        new("title", MergeFieldType.Text, "Ông, Bà, Anh, Chị by age and sex; a respectful pair where one is not known"),
        new("name", MergeFieldType.Text, "full name"),
        new("province", MergeFieldType.Text, "name of the province"),
        new("commune", MergeFieldType.Text, "full name of the commune"),
        new("collection_point", MergeFieldType.Text, "where the person pays"),
        new("agent", MergeFieldType.Text, "the collector"),
        new("insurance_number", MergeFieldType.Text, "use with mask"),
        new("cover_until", MergeFieldType.Date, "last day that is paid"),
        new("next_from", MergeFieldType.Date, "first day of the next payment period"),
        new("pay_by", MergeFieldType.Date, "legal deadline of the next period (Law 41/2024 art. 36.3), unless it is over"),
        new("least_net", MergeFieldType.Number, "VND a month on the lowest income without any category, so the most that anyone pays for it: general, not the person's; missing where the month has no enacted parameters"),
        new("has_least_net", MergeFieldType.Flag, "whether least_net is there"),
        new("pension_women_20", MergeFieldType.Number, "VND a month after 20 years on the lowest income: an illustration; write that it is one, with figures_from and figures_decree"),
        new("pension_men_20", MergeFieldType.Number, "the same for men"),
        new("has_pension", MergeFieldType.Flag, "whether the illustration is there"),
        new("figures_from", MergeFieldType.Date, "since when the illustration's parameters are in force"),
        new("figures_decree", MergeFieldType.Text, "number of their decree"),
        new("hotline", MergeFieldType.Text, "the agency's telephone"),
        new("refusal", MergeFieldType.Text, "how to refuse, from the settings"),
    ];

    public static readonly IReadOnlyList<string> Names = [.. All.Select(f => f.Name)];

    private static readonly Dictionary<string, MergeField> ByName = All.ToDictionary(f => f.Name, StringComparer.Ordinal);

    public static MergeField? Find(string name) => ByName.GetValueOrDefault(name);
}
