using CampaignEngine.Consent;
using CampaignEngine.Tests.Harness;
using Dapper;
using Npgsql;

namespace CampaignEngine.Tests.Segments;

/// <summary>People with what stands about them in other tables, in memory and in the database.</summary>
internal sealed record SegmentWorld(
    DateOnly Today, IReadOnlyList<PersonRow> People, IReadOnlySet<(string Phone, string Scope)> Refusals, IReadOnlyDictionary<(long Id, string Channel), bool> Consents)
{
    /// <summary>The second was a special zone once, the third is a ward.</summary>
    public static readonly (string Code, string Kind, DateOnly From, DateOnly? To)[] Communes =
    [
        ("10001", "special_zone", new(2025, 7, 1), null),
        ("10002", "special_zone", new(2025, 7, 1), new(2026, 1, 1)),
        ("10003", "ward", new(2025, 7, 1), null),
    ];

    public async Task InsertAsync(NpgsqlConnection connection)
    {
        await connection.ExecuteAsync("TRUNCATE recipients, suppressions, consents, communes CASCADE");
        await PersonRow.InsertAsync(connection, People);
        await connection.ExecuteAsync(
            "INSERT INTO communes SELECT @Code, '01', 'X', 'X', @Kind, @From, @To, 'test'", Communes.Select(c => new { c.Code, c.Kind, c.From, c.To }));
        foreach (var (phone, scope) in Refusals)
            await Suppressions.AddAsync(connection, PersonRow.KeyOf(phone), scope, "test", new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), default);
        await connection.ExecuteAsync("INSERT INTO consents VALUES (@Id, @Channel, 'promotion', @Given, '2026-01-01')",
            Consents.Select(c => new { c.Key.Id, c.Key.Channel, Given = c.Value }));
    }
}
