using CampaignEngine.Channels.Credentials;
using CampaignEngine.Tests.Harness;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CampaignEngine.Tests.Publications;

/// <summary>A Facebook page in the settings, its secrets entered.</summary>
internal static class PageUnderTest
{
    private static readonly ScratchFolder Keys = new();

    public static Dictionary<string, string?> Settings(string address, string page = "100") => new()
    {
        ["Facebook:BaseUrl"] = address,
        ["Facebook:PageId"] = page,
        ["Facebook:AnswerSeconds"] = "20",
        ["Engine:KeyFolder"] = Keys.Folder,
    };

    public static async Task EnterAsync(this IServiceProvider services, string token, string appSecret)
    {
        var store = services.GetRequiredService<CredentialStore>();
        await using var connection = await services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync();
        await store.PutAsync(connection, "facebook", "page-token", token, null, TimeProvider.System.GetUtcNow(), default);
        await store.PutAsync(connection, "facebook", "app-secret", appSecret, null, TimeProvider.System.GetUtcNow(), default);
    }

    public static async Task ForgetAsync(this IServiceProvider services)
    {
        await using var connection = await services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync();
        await connection.ExecuteAsync("DELETE FROM credentials");
    }
}
