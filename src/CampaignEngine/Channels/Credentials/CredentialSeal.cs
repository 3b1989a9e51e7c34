using System.Security.Cryptography;
using System.Text;
using CampaignEngine.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CampaignEngine.Channels.Credentials;

/// <summary>
/// Seals secrets under a ring of keys in files (ASP.NET Data Protection). The folder is outside the database and shared by all machines of an
/// installation; without it the secrets are entered anew.
/// </summary>
public sealed class CredentialSeal(IOptions<EngineOptions> options)
{
    // A name of the ring, not of a machine or folder: a restored or moved installation opens what it sealed.
    private const string Application = "CampaignEngine";

    private readonly Lock gate = new();
    private IDataProtectionProvider? ring;

    private string Folder => options.Value.KeyFolder.Length > 0 ? options.Value.KeyFolder : Path.Combine(options.Value.DataFolder, "keys");

    internal byte[] Seal(string provider, string name, string secret) => Protector(Ring(), provider, name).Protect(Encoding.UTF8.GetBytes(secret));

    /// <exception cref="RefusedException">The key it was sealed under is not in the folder.</exception>
    internal string Open(string provider, string name, byte[] sealedSecret)
    {
        try
        {
            return Encoding.UTF8.GetString(Protector(Ring(), provider, name).Unprotect(sealedSecret));
        }
        catch (Exception missing) when (missing is CryptographicException or IOException or UnauthorizedAccessException)
        {
            // Another process may have made a key since this one read the folder.
            return OpenAnew(provider, name, sealedSecret);
        }
    }

    private string OpenAnew(string provider, string name, byte[] sealedSecret)
    {
        lock (gate) ring = null;
        try
        {
            return Encoding.UTF8.GetString(Protector(Ring(), provider, name).Unprotect(sealedSecret));
        }
        catch (Exception missing) when (missing is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new RefusedException("credential-unreadable", $"{provider}/{name}",
                $"Khóa đã niêm phong bí mật này không có trong {Folder}: hãy trỏ Engine:KeyFolder tới thư mục khóa dùng chung, hoặc nhập lại bằng 'campaign channel credential set {provider} {name}'.",
                $"The key under which this secret was sealed is not in {Folder}: point Engine:KeyFolder to the shared folder of keys, or enter it again by 'campaign channel credential set {provider} {name}'.");
        }
    }

    /// <summary>Bound to its place: what was sealed for one row does not open in another.</summary>
    private static IDataProtector Protector(IDataProtectionProvider ring, string provider, string name) => ring.CreateProtector("credential", provider, name);

    private IDataProtectionProvider Ring()
    {
        lock (gate)
        {
            try
            {
                return ring ??= Read(Directory.CreateDirectory(Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));
            }
            catch (Exception closed) when (closed is IOException or UnauthorizedAccessException)
            {
                throw new RefusedException("key-folder", Folder, "Không dùng được thư mục khóa: xem Engine:KeyFolder.", "The folder of keys cannot be used: see Engine:KeyFolder.");
            }
        }
    }

    private static IDataProtectionProvider Read(DirectoryInfo folder)
    {
        // Services of its own: the ring is read when a secret is first needed, and by no process that needs none.
        var services = new ServiceCollection();
        services.AddDataProtection().SetApplicationName(Application).PersistKeysToFileSystem(folder);
        return services.BuildServiceProvider().GetRequiredService<IDataProtectionProvider>();
    }
}
