using System.Text.RegularExpressions;
using CampaignEngine.Storage;
using CampaignEngine.Tests.Harness;

namespace CampaignEngine.Tests;

/// <summary>Business time reaches SQL as a parameter, so that a year can be simulated; only leases and rate slots read the database's clock.</summary>
public sealed partial class SqlRules
{
    /// <summary>The clock itself, the journal of migrations, and what is about leases and rates: there the database's clock is the one that all workers share.</summary>
    private static readonly string[] MayReadTheClock =
    [
        "Storage/EngineClock.cs", "Storage/MigrationJournal.cs",
        "Dispatch/PumpSeats.cs", "Dispatch/ClaimChunk.cs", "Dispatch/ChunkStore.cs", "Dispatch/Rescue.cs", "Dispatch/RateSlots.cs", "Dispatch/SenderStore.cs", "Dispatch/DueStore.cs", "Dispatch/LineageStore.cs", "Publications/PublicationStore.cs",
    ];

    [Fact]
    public void No_SQL_outside_leases_and_rates_asks_the_database_for_the_time()
    {
        var found = Sources().Where(s => !MayReadTheClock.Contains(s.Name)).SelectMany(s => DatabaseClock().Matches(s.Text).Select(m => $"{s.Name}: {m.Value}"));
        Assert.Empty(found);
    }

    [Fact]
    public void The_exceptions_are_still_needed()
    {
        var needed = Sources().Where(s => DatabaseClock().IsMatch(s.Text)).Select(s => s.Name).ToList();
        Assert.Empty(MayReadTheClock.Except(needed));
    }

    [Theory]
    [InlineData("SELECT NOW()")]
    [InlineData("DEFAULT current_timestamp")]
    [InlineData("at < clock_timestamp()")]
    [InlineData("CURRENT_DATE - 1")]
    [InlineData("localtimestamp(3)")]
    [InlineData("'now'::timestamptz")]
    public void The_rule_sees_every_spelling(string sql) => Assert.Matches(DatabaseClock(), sql);

    [Fact]
    public void Every_migration_has_a_number_of_its_own()
    {
        var numbers = Migrations.Scripts().Select(s => s.Name[..5]).ToList();
        Assert.All(numbers, number => Assert.Matches("^[0-9]{4}_$", number));
        Assert.Equal(numbers.Distinct(), numbers);
    }

    private static IEnumerable<(string Name, string Text)> Sources()
    {
        var root = Checkout.Path("src");
        var engine = Path.Combine(root, "CampaignEngine");
        return Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
            .Where(f => Path.GetExtension(f) is ".cs" or ".sql" && !Path.GetRelativePath(root, f).Split('/').Intersect(["bin", "obj"]).Any())
            .Select(f => (Path.GetRelativePath(engine, f), File.ReadAllText(f)));
    }

    [GeneratedRegex("""(?<![.\w])now\s*\(\s*\)|\b(current_timestamp|clock_timestamp|statement_timestamp|transaction_timestamp|localtimestamp|localtime|current_date|current_time)\b|\btimeofday\s*\(|'(now|today|tomorrow|yesterday)'""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DatabaseClock();
}
