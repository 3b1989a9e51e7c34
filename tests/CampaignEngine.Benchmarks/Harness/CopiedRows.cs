using System.Diagnostics;

namespace CampaignEngine.Benchmarks.Harness;

/// <summary>The baseline of a launch: its finished rows, written out, are copied by the server into empty tables of the same columns, checks and indexes.</summary>
internal static class CopiedRows
{
    private static readonly string[] Tables = ["audience_members", "messages", "message_texts", "chunks"];

    /// <returns>Seconds from the first COPY to the last commit.</returns>
    public static async Task<double> MeasureAsync(BenchDatabase database, CancellationToken cancel)
    {
        foreach (var table in Tables)
            await database.ExecuteAsync($"""
                COPY (SELECT * FROM {table}) TO '{File(database, table)}';
                DROP TABLE IF EXISTS copied_{table};
                CREATE TABLE copied_{table} (LIKE {table} INCLUDING ALL) {(table == "messages" ? "WITH (fillfactor = 50)" : "")}
                """, null, cancel);
        await database.SettleAsync(cancel);
        var began = Stopwatch.GetTimestamp();
        foreach (var table in Tables) await database.ExecuteAsync($"COPY copied_{table} FROM '{File(database, table)}'", null, cancel);
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        foreach (var table in Tables)
        {
            await database.ExecuteAsync($"DROP TABLE copied_{table}", null, cancel);
            System.IO.File.Delete(File(database, table));
        }
        return seconds;
    }

    private static string File(BenchDatabase database, string table) => Path.Combine(database.ServerFolder, table);
}
