using System.Globalization;

namespace CampaignEngine.Tests.Crash;

/// <summary>docs/crash-table.md, written by the suite itself to the path in CRASH_TABLE.</summary>
internal static class CrashTable
{
    public static async Task WriteAsync(IReadOnlyList<CrashRow> rows, int seed)
    {
        if (Environment.GetEnvironmentVariable("CRASH_TABLE") is not { Length: > 0 } path) return;
        var total = new CrashRow("all", rows.Sum(r => r.Kills), rows.Sum(r => r.Rows), rows.Sum(r => r.Taken), rows.Sum(r => r.Lost),
            rows.Sum(r => r.Doubled), rows.Sum(r => r.InDoubt), rows.Sum(r => r.Open), rows.Sum(r => r.Seconds));
        await File.WriteAllTextAsync(path, $"""
            # What the crash suite counted

            Written by `./check --crash` on {Environment.ProcessorCount} cores; not edited by hand. Random kills were drawn from the seed {seed}: `CRASH_SEED={seed} ./check --crash` draws them again.
            Every kill is a SIGKILL of a real worker or importing process, in the last row of PostgreSQL's postmaster. Stages run three at a time, so the seconds add up to more than the suite took.
            How it is done and what it means: [message-lifecycle.md](message-lifecycle.md).

            | killed | kills | messages | taken by the provider | lost | doubled | ever in doubt | reconciled | in doubt at the end | seconds |
            |---|---|---|---|---|---|---|---|---|---|
            {string.Join('\n', rows.Append(total).Select(Line))}

            """);
    }

    private static string Line(CrashRow row) => string.Create(CultureInfo.InvariantCulture,
        $"| {row.Stage} | {row.Kills} | {row.Rows} | {row.Taken} | {row.Lost} | {row.Doubled} | {row.InDoubt} | {row.Reconciled} | {row.Open} | {row.Seconds:0} |");
}
