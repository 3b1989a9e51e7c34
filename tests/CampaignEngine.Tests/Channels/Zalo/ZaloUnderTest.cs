using CampaignEngine.Channels;
using CampaignEngine.Channels.Credentials;
using CampaignEngine.Channels.Zalo;
using CampaignEngine.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignEngine.Tests.Channels.Zalo;

/// <summary>A database of its own with Zalo's secrets in it, and the folder of their keys.</summary>
public sealed class ZaloUnderTest : IAsyncLifetime
{
    public const string AppId = "2074138120372622546";
    public const string AppSecret = "app-secret-demo";
    public const string OaSecret = "oa-secret-demo";
    public const string Access = "access-token-demo";
    public const string Body = """{"template_id":"302001","template_data":{"customer_name":"Nguyễn Thị Mẫu","pay_by":"31/05/2026","hotline":"1900 9068"}}""";

    private readonly ScratchFolder keys = new();

    public TestDatabase Database { get; } = new();

    public static OutgoingMessage ByPhone => SenderContract.Message with { Body = Body };

    public static OutgoingMessage ByUser => ByPhone with { Address = "2893352839501541173" };

    public Dictionary<string, string?> Settings(string address) => new()
    {
        ["Zalo:BaseUrl"] = address,
        ["Zalo:OpenApiUrl"] = address,
        ["Zalo:OAuthUrl"] = address,
        ["Zalo:AppId"] = AppId,
        ["Zalo:AnswerSeconds"] = "20",
        ["Engine:KeyFolder"] = keys.Folder,
        ["Webhooks:PublicBaseUrl"] = "https://callbacks.example.gov.vn",
    };

    public ServiceProvider Services(string address, Action<IServiceCollection>? change = null) => Database.Services(Settings(address), change);

    public Task<SendOutcome> SendAsync(string address, OutgoingMessage? message = null) => SendAsync(Settings(address), message);

    public async Task<SendOutcome> SendAsync(Dictionary<string, string?> settings, OutgoingMessage? message)
    {
        await using var services = Database.Services(settings);
        return Assert.Single(await services.GetRequiredService<IChannel>().SendAsync([message ?? ByPhone], default));
    }

    /// <summary>A pair of tokens, that old.</summary>
    public async Task PutTokensAsync(string refresh = "refresh-token-demo", string? access = Access, TimeSpan age = default)
    {
        var pair = new ZaloTokenPair(access, refresh, TimeProvider.System.GetUtcNow() - age, TimeSpan.FromHours(25));
        await PutAsync("token", access is null ? refresh : pair.Write());
    }

    public async Task PutAsync(string name, string secret)
    {
        await using var services = Services("http://127.0.0.1:1");
        await using var connection = await Database.Source.OpenConnectionAsync();
        await services.GetRequiredService<CredentialStore>().PutAsync(connection, "zalo", name, secret, null, TimeProvider.System.GetUtcNow(), default);
    }

    public async Task<CredentialRow> TokenRowAsync()
    {
        await using var services = Services("http://127.0.0.1:1");
        return (await services.GetRequiredService<CredentialStore>().ListAsync(default)).Single(row => row.Name == "token");
    }

    public async Task<string> AdministratorTokenAsync()
    {
        await using var services = Services("http://127.0.0.1:1");
        return await services.GetRequiredService<CampaignEngine.Access.Users>().AddAsync(null, "root", [CampaignEngine.Access.Role.Administrator], default);
    }

    public async ValueTask InitializeAsync()
    {
        await Database.InitializeAsync();
        await PutAsync("app-secret", AppSecret);
        await PutAsync("oa-secret", OaSecret);
        await PutTokensAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        keys.Dispose();
    }
}
