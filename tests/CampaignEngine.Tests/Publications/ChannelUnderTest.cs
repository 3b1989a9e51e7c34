using CampaignEngine.Channels.Credentials;
using CampaignEngine.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CampaignEngine.Tests.Publications;

/// <summary>A YouTube channel in the settings, its secrets entered.</summary>
internal static class ChannelUnderTest
{
    public const string Id = "UCsimulatorsimulator0000";

    private static readonly ScratchFolder Keys = new();

    public static Dictionary<string, string?> Settings(string address) => new()
    {
        ["YouTube:BaseUrl"] = address,
        ["YouTube:TokenBaseUrl"] = address,
        ["YouTube:ChannelId"] = Id,
        ["YouTube:AnswerSeconds"] = "20",
        ["YouTube:PieceMegabytes"] = "1",
        ["Engine:KeyFolder"] = Keys.Folder,
    };

    public static async Task ConsentAsync(this IServiceProvider services, string refresh = "simulator-youtube-refresh")
    {
        var store = services.GetRequiredService<CredentialStore>();
        await using var connection = await services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync();
        foreach (var (name, secret) in new[] { ("client-id", "simulator-client"), ("client-secret", "simulator-client-secret"), ("refresh-token", refresh) })
            await store.PutAsync(connection, "youtube", name, secret, null, TimeProvider.System.GetUtcNow(), default);
    }
}
