using System.Diagnostics;

namespace CampaignEngine.Tests.Crash;

/// <summary>Compares what our tables say with what the provider's side counted by our id.</summary>
internal static class CrashCount
{
    public static async Task<CrashRow> OfAsync(CrashInstallation installation, string stage, int kills, int rows, Stopwatch watch)
    {
        var stats = await installation.Simulator.GetAsync("/stats");
        int Ledger(string name) => stats.GetProperty("messages").GetProperty(name).GetInt32();
        var sent = await CountAsync("status IN ('accepted', 'sent', 'delivered', 'undelivered', 'expired') OR status = 'failed' AND provider_id IS NOT NULL");
        var inDoubt = await CountAsync("status = 'in_doubt'");
        var ended = await CountAsync("status NOT IN ('pending', 'sending')");
        // What the provider has is what we count as sent, and may be a part of what is in doubt; more would be a message sent unawares.
        Assert.True(Ledger("distinct") <= sent + inDoubt, $"{stage}: the provider has {Ledger("distinct")}, we sent {sent} and doubt {inDoubt}");
        var lost = rows - ended + Math.Max(0, sent - Ledger("distinct"));
        return new CrashRow(stage, kills, rows, Ledger("distinct"), lost, Ledger("duplicates"),
            await installation.ScalarAsync<int>("SELECT count(*) FROM crash_doubts"), inDoubt, watch.Elapsed.TotalSeconds);

        Task<int> CountAsync(string condition) => installation.ScalarAsync<int>($"SELECT count(*) FROM messages WHERE {condition}");
    }
}
