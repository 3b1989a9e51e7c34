using CampaignEngine.Campaigns;
using Dapper;
using Npgsql;

namespace CampaignEngine.Audiences;

/// <summary>Writes down who a run is for: matched − excluded (with the reason) = targeted, in one statement however many they are.</summary>
public sealed class FreezeAudience(AudienceQuery query)
{
    private const string Columns =
        "recipient_id, pseudonym, segment, excluded, channel, province_code, commune_code, ethnic_code, language, birth_year, sex, occupation, scheme_status";

    /// <summary>Runs in the caller's transaction. A repetition adds only who is missing and changes no one who is there.</summary>
    /// <returns>The number of people targeted.</returns>
    public async Task<long> ExecuteAsync(NpgsqlConnection connection, int runId, PinnedPlan pinned, CancellationToken cancel)
    {
        var audience = await query.BuildAsync(pinned, cancel);
        var parameters = audience.AddTo(new DynamicParameters(new { runId }));
        await connection.ExecuteAsync(new CommandDefinition(
            $"""
            INSERT INTO audience_members (run_id, {Columns})
            SELECT @runId, {Columns} FROM ({audience.Text}) a
            ON CONFLICT (run_id, recipient_id) DO NOTHING -- what was decided about a person at the first freeze stands for the run
            """,
            parameters, commandTimeout: 0, cancellationToken: cancel));
        return await connection.ExecuteScalarAsync<long>(new CommandDefinition(
            "SELECT count(*) FROM audience_members WHERE run_id = @runId AND excluded IS NULL", new { runId }, commandTimeout: 0, cancellationToken: cancel));
    }
}
