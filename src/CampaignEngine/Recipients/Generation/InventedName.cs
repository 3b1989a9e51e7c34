using System.Text;

namespace CampaignEngine.Recipients.Generation;

internal static class InventedName
{
    private const int SecondMiddle = 180;
    private const int InCapitals = 60;
    private const int Decomposed = 5;

    private static readonly string[] ForeignGiven = ["Anna", "Bruno", "Carla", "David", "Elena", "Frank", "Grace", "Hana", "Ivan", "Jun"];
    private static readonly string[] ForeignSurnames = ["Alvarez", "Becker", "Carter", "Dubois", "Ferrari", "Kim", "Müller", "Park", "Sato", "Tanaka"];

    public static string Of(string surname, bool woman, PcgRandom random)
    {
        var middle = (woman ? NameTable.MiddleOfWomen : NameTable.MiddleOfMen).Pick(random);
        var given = random.Pick(woman ? NameTable.GivenOfWomen : NameTable.GivenOfMen);
        if (!random.PerMille(SecondMiddle)) return AsWritten($"{surname} {middle} {given}", random);
        var second = random.Pick(woman ? NameTable.GivenOfWomen : NameTable.GivenOfMen);
        return AsWritten(second == given ? $"{surname} {middle} {given}" : $"{surname} {middle} {second} {given}", random);
    }

    public static string OfForeigner(PcgRandom random) => $"{random.Pick(ForeignGiven)} {random.Pick(ForeignSurnames)}";

    /// <summary>Files carry names in capitals, and from some computers with the accents as marks of their own.</summary>
    private static string AsWritten(string name, PcgRandom random)
    {
        if (random.PerMille(InCapitals)) return name.ToUpperInvariant();
        return random.PerMille(Decomposed) ? name.Normalize(NormalizationForm.FormD) : name;
    }
}
