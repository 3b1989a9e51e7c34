using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace CampaignEngine.Access;

/// <summary>A user's token: 256 random bits, shown once. Only its hash is stored; a random secret of that length needs no salt.</summary>
public static class Token
{
    private const string Prefix = "ce_";

    public static string New() => Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
