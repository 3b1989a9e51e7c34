namespace CampaignEngine.Recipients.Generation;

/// <summary>
/// Identifiers that no citizen can have: personal numbers begin with the code of the province of birth and these with codes no
/// province ever had, so that an invented person is never taken for a real one. Each is used once in a file of up to 33 million.
/// </summary>
internal sealed class InventedNumbers(ulong seed)
{
    private const int Tails = 1_000_000;
    private const int Step = 617_353; // shares no factor with the tails: every tail comes once in a round

    private static readonly int[] NoProvince =
        [3, 5, 7, 9, 13, 16, 18, 21, 23, 28, 29, 32, 39, 41, 43, 47, 50, 53, 55, 57, 59, 61, 63, 65, 69, 71, 73, 76, 78, 81, 85, 88, 90];

    private readonly int start = (int)(seed % Tails);

    /// <summary>Province of birth (3 digits), sex and century, year of birth (2), and six more.</summary>
    public string Personal(long row, bool woman, int birthYear)
    {
        var tail = (row % Tails * Step + start) % Tails;
        var province = NoProvince[(tail % 97 + row / Tails) % NoProvince.Length];
        var sexAndCentury = (birthYear >= 2000 ? 2 : 0) + (woman ? 1 : 0);
        return $"{province:D3}{sexAndCentury}{birthYear % 100:D2}{tail:D6}";
    }

    public string Insurance(long row) => $"0{"3579"[(int)(row / 25_000_000 % 4)]}{(row * 4 + start) % 100_000_000:D8}";
}
