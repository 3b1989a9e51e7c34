using CampaignEngine.Calendar;
using Dapper;
using Npgsql;

namespace CampaignEngine.Publications;

/// <param name="Commune">Code.</param>
/// <param name="Short">Fewer than the plan asks for, and from Thursday on: somebody is to be warned.</param>
public sealed record CommuneBroadcasts(string Commune, int Broadcasts, bool Short);

/// <summary>Confirmed broadcasts by commune in one ISO week; the plan (Decision 294/QĐ-LĐTBXH) asks for at least two.</summary>
public sealed class BroadcastWeek(NpgsqlDataSource source, TimeProvider clock)
{
    public const int Least = 2;

    /// <summary>Communes with a bulletin that is or was to be read in that week.</summary>
    /// <param name="day">Any day of the week, in Vietnam.</param>
    public async Task<IReadOnlyList<CommuneBroadcasts>> ExecuteAsync(DateOnly day, CancellationToken cancel)
    {
        var monday = day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
        var from = VietnamTime.At(monday, TimeOnly.MinValue).UtcDateTime;
        var warn = VietnamTime.Today(clock) >= monday.AddDays(3);
        await using var connection = await source.OpenConnectionAsync(cancel);
        var rows = await connection.QueryAsync<(string Commune, int Broadcasts)>(new("""
            SELECT t.commune, count(b.at)::int FROM (
                SELECT DISTINCT commune FROM tasks WHERE channel = 'loudspeaker' AND commune <> '' AND state NOT IN ('skipped', 'cancelled') AND due_at < @until AND expires_at > @from) t
            LEFT JOIN broadcasts b ON b.commune = t.commune AND b.at >= @from AND b.at < @until
            GROUP BY t.commune ORDER BY t.commune
            """, new { from, until = from.AddDays(7) }, cancellationToken: cancel));
        return [.. rows.Select(row => new CommuneBroadcasts(row.Commune, row.Broadcasts, warn && row.Broadcasts < Least))];
    }
}
