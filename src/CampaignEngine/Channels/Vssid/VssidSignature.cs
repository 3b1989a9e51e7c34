using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CampaignEngine.Channels.Vssid;

/// <summary>Hex HMAC-SHA256 under the shared key of time, a point and the raw body; the time is that of the call, so that an old one cannot be played again later.</summary>
public static class VssidSignature
{
    public const string Time = "X-Notice-Time";
    public const string Header = "X-Notice-Signature";

    /// <summary>Calls older or newer than this are turned away.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    public static string Compute(string key, string time, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(key));
        hash.AppendData(Encoding.ASCII.GetBytes(time + "."));
        hash.AppendData(body);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Of a file, read from where the stream stands.</summary>
    public static async Task<string> ComputeAsync(string key, string time, Stream body, CancellationToken cancel)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(key));
        hash.AppendData(Encoding.ASCII.GetBytes(time + "."));
        var block = new byte[1 << 16];
        for (int read; (read = await body.ReadAsync(block, cancel)) > 0;) hash.AppendData(block, 0, read);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public static bool Same(string computed, string given) => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(computed), Encoding.ASCII.GetBytes(given));

    /// <summary>More digits are no date, and whoever calls us may write any.</summary>
    private const int LongestTime = 10;

    /// <param name="now">The machine's time.</param>
    public static bool IsValid(string? key, string time, string signature, ReadOnlySpan<byte> body, DateTimeOffset now) =>
        key is not null && time.Length <= LongestTime && long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && (now - DateTimeOffset.FromUnixTimeSeconds(seconds)).Duration() <= Tolerance
        && Same(Compute(key, time, body), signature);
}
