using CampaignEngine.Consent;
using CampaignEngine.Storage;
using CampaignEngine.Tests.Harness;
using CsCheck;
using Dapper;
using Npgsql;

namespace CampaignEngine.Tests.Consent;

public sealed class GateTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly DateOnly Today = new(2026, 5, 5);
    private static readonly PersonRow Reachable = new(1) { Phone = "+84912345678", BirthYear = 1990 };

    public static TheoryData<string, MessageClass, string?> Reasons { get; } = new()
    {
        { "dead", MessageClass.ServiceNotice, "dead" },
        { "child", MessageClass.ServiceNotice, "child" },
        { "child-by-year", MessageClass.ServiceNotice, "child" },
        { "sixteen-today", MessageClass.ServiceNotice, null },
        { "invented", MessageClass.ServiceNotice, "invented-person" },
        { "no-phone", MessageClass.ServiceNotice, "no-address" },
        { "foreign", MessageClass.ServiceNotice, "foreign-number" },
        { "refused-everything", MessageClass.ServiceNotice, "refused-everything" },
        { "refused-campaigns", MessageClass.ServiceNotice, null },
        { "refused-campaigns", MessageClass.PolicyInfo, "refused-campaigns" },
        { "refused-campaigns", MessageClass.Promotion, "refused-campaigns" },
        { "plain", MessageClass.PolicyInfo, null },
        { "plain", MessageClass.Promotion, "no-consent" },
        { "consented", MessageClass.Promotion, null },
        { "withdrawn", MessageClass.Promotion, "no-consent" },
    };

    [Theory]
    [MemberData(nameof(Reasons))]
    public async Task Each_reason_excludes_the_people_it_names_and_no_others(string person, MessageClass messageClass, string? expected)
    {
        var row = person switch
        {
            "dead" => Reachable with { DiedOn = new(2026, 4, 1) },
            "child" => Reachable with { BirthDate = Today.AddYears(-16).AddDays(1), BirthYear = 2010 },
            "child-by-year" => Reachable with { BirthYear = 2010 },
            "sixteen-today" => Reachable with { BirthDate = Today.AddYears(-16), BirthYear = 2010 },
            "invented" => Reachable with { Invented = true },
            "no-phone" => Reachable with { Phone = null },
            "foreign" => Reachable with { Phone = "+821012345678" },
            _ => Reachable,
        };
        await using var connection = await EmptyAsync();
        await PersonRow.InsertAsync(connection, [row]);
        if (person.StartsWith("refused-", StringComparison.Ordinal))
            await Suppressions.AddAsync(connection, PersonRow.KeyOf(row.Phone!), person["refused-".Length..], "sms-reply", database.Clock.GetUtcNow(), default);
        if (person is "consented" or "withdrawn") await ConsentAsync(connection, 1, "sms", given: person == "consented");

        var found = await ExclusionsAsync(connection, new GateRequest(messageClass, "sms", Today, EngineMode.Live));

        Assert.Equal(expected, found[1]);
        if (expected is not null) Assert.NotEmpty(GateReasons.Find(expected).Vi);
    }

    [Fact]
    public async Task The_sql_agrees_with_a_plain_reading_of_the_rules_for_random_people()
    {
        await using var connection = await EmptyAsync();
        await People.Array[60].SampleAsync(async people =>
        {
            await ClearAsync(connection);
            var rows = people.Select((p, i) => p.Row with { RecipientId = i + 1 }).ToList();
            await PersonRow.InsertAsync(connection, rows);
            var refusals = new HashSet<(string, string)>();
            var consents = new HashSet<(long, string)>();
            foreach (var (person, id) in people.Select((p, i) => (p, i + 1L)))
            {
                if (person.Refusal is { } scope && person.Row.Phone is { } phone && refusals.Add((phone, scope)))
                    await Suppressions.AddAsync(connection, PersonRow.KeyOf(phone), scope, "import", database.Clock.GetUtcNow(), default);
                if (person.Consent is not { } channel) continue;
                consents.Add((id, channel));
                await ConsentAsync(connection, id, channel, given: true);
            }

            foreach (var messageClass in Enum.GetValues<MessageClass>())
                foreach (var channel in ChannelAddress.Channels)
                    foreach (var mode in Enum.GetValues<EngineMode>())
                    {
                        var request = new GateRequest(messageClass, channel, Today, mode);
                        var found = await ExclusionsAsync(connection, request);
                        foreach (var row in rows)
                            Assert.Equal(GateOracle.Exclusion(request, row, refusals, consents), found[row.RecipientId]);
                        Assert.Equal(found.Values.OfType<string>().CountBy(reason => reason).ToDictionary(), await CountsAsync(connection, request));
                    }
        }, iter: 15, threads: 1);
    }

    [Fact]
    public void An_unknown_channel_is_refused_by_name()
    {
        var refused = Assert.Throws<RefusedException>(() => Gate.Exclusion(new GateRequest(MessageClass.PolicyInfo, "pigeon", Today, EngineMode.Test)));
        Assert.Equal("pigeon", Assert.Single(refused.Problems).Where);
    }

    private sealed record Sampled(PersonRow Row, string? Refusal, string? Consent);

    private static readonly Gen<Sampled> People =
        from phone in Pick.From<string?>(null, "+84912345678", "+84987654321", "+84351234567", "+821012345678")
        from zalo in Pick.From<string?>(null, "z1")
        from email in Pick.From<string?>(null, "a@example.vn")
        from vssid in Pick.From<bool?>(null, false, true)
        from birth in Pick.From<DateOnly?>(null, new(2010, 5, 4), new(2010, 5, 5), new(2010, 5, 6), new(1960, 2, 29), new(2024, 1, 1))
        from year in Pick.From<int?>(null, 2009, 2010, 2011, 1955)
        from died in Gen.Frequency((9, Gen.Const((DateOnly?)null)), (1, Gen.Const((DateOnly?)new DateOnly(2025, 1, 1))))
        from invented in Gen.Bool
        from refusal in Pick.From<string?>(null, null, SuppressionScope.Campaigns, SuppressionScope.Everything)
        from consent in Pick.From<string?>(null, "sms", "zalo", "email")
        select new Sampled(
            new PersonRow(1) { Phone = phone, ZaloId = zalo, UsesVssid = vssid, Email = email, BirthDate = birth, BirthYear = birth?.Year ?? year, DiedOn = died, Invented = invented },
            refusal, consent);

    private static async Task<Dictionary<long, string?>> ExclusionsAsync(NpgsqlConnection connection, GateRequest request)
    {
        var gate = Gate.Exclusion(request);
        return (await connection.QueryAsync<(long Id, string? Reason)>(
            $"SELECT r.recipient_id, {gate.Text} FROM recipients r", gate.AddTo(new DynamicParameters()))).ToDictionary(r => r.Id, r => r.Reason);
    }

    /// <summary>The reasons that exclude somebody, with how many.</summary>
    private static async Task<Dictionary<string, int>> CountsAsync(NpgsqlConnection connection, GateRequest request)
    {
        var (codes, counts) = Gate.Counts(request);
        await using var command = new NpgsqlCommand($"SELECT {counts.Text} FROM recipients r", connection);
        counts.AddTo(command);
        var people = (long[])(await command.ExecuteScalarAsync())!;
        return codes.Zip(people).Where(reason => reason.Second > 0).ToDictionary(reason => reason.First, reason => (int)reason.Second);
    }

    private static Task ConsentAsync(NpgsqlConnection connection, long id, string channel, bool given) => connection.ExecuteAsync(
        "INSERT INTO consents VALUES (@id, @channel, 'promotion', @given, '2026-01-01')", new { id, channel, given });

    private async Task<NpgsqlConnection> EmptyAsync()
    {
        var connection = await database.Source.OpenConnectionAsync();
        await ClearAsync(connection);
        return connection;
    }

    private static Task ClearAsync(NpgsqlConnection connection) => connection.ExecuteAsync("TRUNCATE recipients, suppressions, consents CASCADE");
}
