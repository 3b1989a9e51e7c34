using CampaignEngine.Dispatch;
using CampaignEngine.Messages;
using Dapper;
using Npgsql;

namespace CampaignEngine.Reach;

/// <summary>
/// Keeps what runs that are about to be detached reached, so that every report says the same before and after. Of each person, goal, year
/// and set of dimensions one contact is kept, the one a report would choose among them.
/// </summary>
internal sealed class KeepReach : IArchiveStep
{
    private const string Sql = $"""
        INSERT INTO first_reach AS f (year, {ReachContacts.Columns})
        SELECT DISTINCT ON (goal, year, pseudonym, segment, province_code, language, channel) *
        FROM (
            SELECT extract(year FROM delivered_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::int AS year, goal, pseudonym, channel, language, delivered_at,
                   counts, proven, segment, coalesce(province_code, '') AS province_code, birth_year, sex, occupation, scheme_status
            FROM ({ReachContacts.Live} AND m.run_id >= @FromRun AND m.run_id < @ToRun) live
        ) contact
        ORDER BY goal, year, pseudonym, segment, province_code, language, channel, counts DESC, proven DESC, delivered_at
        -- Met again in a later partition, or after an interruption: the better of the two stays.
        ON CONFLICT (goal, year, pseudonym, segment, province_code, language, channel) DO UPDATE
        SET counts = excluded.counts, proven = excluded.proven, delivered_at = excluded.delivered_at, birth_year = excluded.birth_year,
            sex = excluded.sex, occupation = excluded.occupation, scheme_status = excluded.scheme_status
        WHERE (excluded.counts, excluded.proven, f.delivered_at) > (f.counts, f.proven, excluded.delivered_at)
        """;

    public Task ApplyAsync(NpgsqlConnection connection, MessagePartition partition, CancellationToken cancel) =>
        connection.ExecuteAsync(new(Sql, new { partition.FromRun, partition.ToRun, goals = GoalStore.Names.ToArray() }, commandTimeout: 0, cancellationToken: cancel));
}
