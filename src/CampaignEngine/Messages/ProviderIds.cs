using CampaignEngine.Channels;
using Dapper;
using Npgsql;

namespace CampaignEngine.Messages;

/// <summary>Messages by the provider's own id, for providers whose later words bear no reference of ours.</summary>
public static class ProviderIds
{
    private const string Mark = "id:";

    /// <summary>How such a receipt is referred to in the inbox.</summary>
    public static string Reference(string providerId) => Mark + providerId;

    /// <summary>The provider's id in a reference; null in one of ours.</summary>
    public static string? Of(string? reference) => reference?.StartsWith(Mark, StringComparison.Ordinal) == true ? reference[Mark.Length..] : null;

    /// <summary>In the transaction that writes the outcomes down.</summary>
    public static async Task AddAsync(NpgsqlConnection connection, string provider, IReadOnlyList<(string ProviderId, MessageReference Reference)> taken, CancellationToken cancel)
    {
        if (taken.Count == 0) return;
        await connection.ExecuteAsync(new("""
            INSERT INTO provider_ids (provider, provider_id, run_id, message_no)
            SELECT @provider, t.provider_id, t.run_id, t.message_no FROM unnest(@ids, @runs, @numbers) AS t (provider_id, run_id, message_no)
            ON CONFLICT DO NOTHING -- an outcome that was written twice
            """, new
        {
            provider,
            ids = taken.Select(t => t.ProviderId).ToArray(),
            runs = taken.Select(t => t.Reference.RunId).ToArray(),
            numbers = taken.Select(t => t.Reference.MessageNo).ToArray(),
        }, cancellationToken: cancel));
    }

    /// <summary>Messages that are detached get no later words.</summary>
    public static Task ForgetAsync(NpgsqlConnection connection, MessagePartition partition, CancellationToken cancel) =>
        connection.ExecuteAsync(new(
            "DELETE FROM provider_ids WHERE run_id >= @FromRun AND run_id < @ToRun", new { partition.FromRun, partition.ToRun }, cancellationToken: cancel));

    /// <returns>Of those that are known.</returns>
    public static async Task<IReadOnlyDictionary<(string Provider, string ProviderId), MessageReference>> FindAsync(
        NpgsqlConnection connection, IReadOnlyCollection<(string Provider, string ProviderId)> ids, CancellationToken cancel)
    {
        if (ids.Count == 0) return new Dictionary<(string, string), MessageReference>();
        var found = await connection.QueryAsync<(string Provider, string ProviderId, int RunId, int MessageNo)>(new("""
            SELECT p.provider, p.provider_id, p.run_id, p.message_no
            FROM (SELECT DISTINCT * FROM unnest(@providers, @ids) AS a (provider, provider_id)) a JOIN provider_ids p USING (provider, provider_id)
            """, new { providers = ids.Select(i => i.Provider).ToArray(), ids = ids.Select(i => i.ProviderId).ToArray() }, cancellationToken: cancel));
        return found.ToDictionary(f => (f.Provider, f.ProviderId), f => new MessageReference(f.RunId, f.MessageNo));
    }
}
