using System.Text;
using CampaignEngine.Channels;
using CampaignEngine.Inbox;
using CampaignEngine.Receipts;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignEngine.Tests.Receipts;

/// <summary>Twilio's status callbacks, put into the inbox as the webhook puts them.</summary>
internal static class Callbacks
{
    public static Task StoreAsync(this IServiceProvider services, MessageReference reference, string status, int? code = null) =>
        services.GetRequiredService<RawInbox>().StoreAsync("twilio", InboxKind.Receipt, reference.ToString(),
            Encoding.UTF8.GetBytes($"MessageSid=SM{reference.MessageNo:x32}&MessageStatus={status}{(code is { } c ? $"&ErrorCode={c}" : "")}"), default);

    public static Task<int> ApplyAsync(this IServiceProvider services) => services.GetRequiredService<ApplyReceipts>().ExecuteAsync(default);

    /// <summary>What became of the stored bodies of one run, in the order they came.</summary>
    public static async Task<IReadOnlyList<string>> OutcomesAsync(this Npgsql.NpgsqlDataSource source, int run)
    {
        await using var connection = await source.OpenConnectionAsync();
        return [.. await connection.QueryAsync<string>("SELECT outcome FROM inbox WHERE reference LIKE @run || '-%' ORDER BY inbox_id", new { run = $"{run}" })];
    }
}
