using System.Globalization;

namespace CampaignEngine.Templates;

/// <summary>A real person as a screen may show them: initials, and the last three digits of a number.</summary>
public static class MaskedPerson
{
    public static PersonFields Of(PersonFields person) => person with
    {
        Name = Initials(person.Name)!,
        Agent = Initials(person.Agent),
        InsuranceNumber = Formatters.Mask(person.InsuranceNumber),
    };

    private static string? Initials(string? name) =>
        name is null ? null : string.Join(' ', name.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(word => StringInfo.GetNextTextElement(word) + "***"));
}
