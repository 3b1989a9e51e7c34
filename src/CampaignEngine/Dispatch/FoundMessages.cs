using CampaignEngine.Channels;
using Dapper;
using Npgsql;

namespace CampaignEngine.Dispatch;

/// <summary>Decides which of the candidates a look-up found is the message: the first whose id no other message of the run holds.</summary>
internal static class FoundMessages
{
    public static async Task<(IReadOnlyList<(string Provider, Receipt Receipt)> Found, IReadOnlyList<LookedUp> NotFound)> ChooseAsync(
        NpgsqlConnection connection, int runId, IReadOnlyList<LookedUp> answers, CancellationToken cancel)
    {
        var held = await HeldAsync(connection, runId, answers, cancel);
        var (found, notFound) = (new List<(string, Receipt)>(), new List<LookedUp>());
        foreach (var answer in answers)
        {
            // Taken as it is where it was asked for by its id; a list names also the messages of others at the same number.
            var candidate = (answer.Answer as Found)?.Candidates.FirstOrDefault(c => answer.Message.ProviderId is not null || held.Add(c.ProviderId!));
            if (candidate is { Status: not DeliveryStatus.Unknown }) found.Add((answer.Provider, candidate));
            else if (candidate is null && answer.Answer is not Unanswered) notFound.Add(answer);
        }
        return (found, notFound);
    }

    private static async Task<HashSet<string>> HeldAsync(NpgsqlConnection connection, int runId, IReadOnlyList<LookedUp> answers, CancellationToken cancel)
    {
        var listed = answers.Where(a => a.Message.ProviderId is null).Select(a => a.Answer).OfType<Found>().SelectMany(f => f.Candidates.Select(c => c.ProviderId!)).ToArray();
        if (listed.Length == 0) return [];
        // One at a time: two who look at two messages to one number must not both take the same id.
        await connection.ExecuteAsync(new("SELECT pg_advisory_xact_lock(hashtext('settle'), @runId)", new { runId }, cancellationToken: cancel));
        return (await connection.QueryAsync<string>(new(
            "SELECT provider_id FROM messages WHERE run_id = @runId AND provider_id = ANY(@listed)", new { runId, listed }, cancellationToken: cancel))).ToHashSet();
    }
}
