using CampaignEngine.Channels.Credentials;
using CampaignEngine.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CampaignEngine.Tests.Channels.Vssid;

/// <summary>The app's side in the settings, the key entered in a database of its own.</summary>
public sealed class VssidUnderTest : IAsyncLifetime
{
    public const string Key = "simulator-vssid-key";
    public const string Text = "Kỳ đóng BHXH tự nguyện\nÔng/Bà có thể đóng tại đại lý thu trước 31/05/2026. Hỏi: 1900 9068.";

    private readonly ScratchFolder keys = new();

    public TestDatabase Database { get; } = new();

    public Dictionary<string, string?> Settings(string address) => new()
    {
        ["Vssid:BaseUrl"] = address,
        ["Vssid:AnswerSeconds"] = "20",
        ["Engine:KeyFolder"] = keys.Folder,
        ["Webhooks:PublicBaseUrl"] = "https://callbacks.example.gov.vn",
    };

    public ServiceProvider Services(string address) => Database.Services(Settings(address));

    public async ValueTask InitializeAsync()
    {
        await Database.InitializeAsync();
        await using var services = Services("http://127.0.0.1:1");
        await using var connection = await services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync();
        await services.GetRequiredService<CredentialStore>().PutAsync(connection, "vssid", "key", Key, null, TimeProvider.System.GetUtcNow(), default);
    }

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        keys.Dispose();
    }
}
