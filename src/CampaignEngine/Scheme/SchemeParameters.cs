using Dapper;
using Npgsql;

namespace CampaignEngine.Scheme;

/// <summary>One dated value. <paramref name="Source"/> is the decree or notice that sets it.</summary>
public sealed record SchemeParameter(string Parameter, string Category, decimal Value, string Unit, DateOnly ValidFrom, DateOnly? ValidTo, string Source, bool Enacted);

/// <summary>
/// The scheme's dated values. Asked for the period that is paid for, never for today. A value that is only expected is not
/// there: no amount reaches a message before a person has confirmed it.
/// </summary>
public sealed class SchemeParameters(IReadOnlyList<SchemeParameter> rows)
{
    /// <summary>The parameters this build ships, for checks without a database.</summary>
    public static SchemeParameters Shipped() => new(SchemeSeed.Rows);

    public static async Task<SchemeParameters> LoadAsync(NpgsqlDataSource source, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        var rows = await connection.QueryAsync<(string Parameter, string Category, decimal Value, string Unit, DateOnly From, DateOnly? To, string Source, string Status)>(
            "SELECT parameter, category, value, unit, valid_from, valid_to, source, status FROM scheme_parameters");
        return new SchemeParameters([.. rows.Select(r => new SchemeParameter(r.Parameter, r.Category, r.Value, r.Unit, r.From, r.To, r.Source, r.Status == "enacted"))]);
    }

    /// <summary>The enacted value on a day, or null where none is.</summary>
    public SchemeParameter? Find(string parameter, DateOnly on, string category = "") =>
        rows.Where(r => r.Enacted && r.Parameter == parameter && r.Category == category && r.ValidFrom <= on && (r.ValidTo is null || r.ValidTo >= on))
            .MaxBy(r => r.ValidFrom);
}
