using CampaignEngine.Channels;
using CampaignEngine.Consent;
using CampaignEngine.Messages;
using Dapper;
using Npgsql;

namespace CampaignEngine.Dispatch;

/// <summary>
/// Decides which of the candidates a look-up found is the message: the first whose id no other message of ours to that number holds, and no
/// earlier attempt. While the id of another to that number is not known, nothing can be said: it is on its way, or a person has decided on it.
/// </summary>
internal static class FoundMessages
{
    public static async Task<(IReadOnlyList<(string Provider, Receipt Receipt)> Found, IReadOnlyList<LookedUp> NotFound)> ChooseAsync(
        NpgsqlConnection connection, IReadOnlyList<LookedUp> answers, CancellationToken cancel)
    {
        var listed = answers.Where(a => !a.Exact && a.Answer is Found).ToList();
        if (listed.Count > 0)
            // One at a time: two who look at two messages to one number must not both take the same id.
            await connection.ExecuteAsync(new("SELECT pg_advisory_xact_lock(hashtext('settle'))", cancellationToken: cancel));
        var nameless = await NamelessAsync(connection, answers, listed.Count, cancel);
        var (held, busy) = await OthersAsync(connection, listed, cancel);
        var (found, notFound) = (new List<(string, Receipt)>(), new List<LookedUp>());
        foreach (var answer in answers.Where(a => a.Answer is not Unanswered))
        {
            if ((answer.Answer as Found)?.Candidates is not { } candidates) notFound.Add(answer);
            // Taken as it is where it was asked for by its id or by ours; a list names also the messages of others at the same number.
            else if (answer.Exact) found.Add((answer.Provider, candidates[0]));
            else if (!nameless.Contains((answer.Message.Reference.MessageNo, answer.Message.Attempt)) || busy.Contains(answer.Message.NumberKey)) continue;
            else if (candidates.FirstOrDefault(c => held.Add(c.ProviderId!)) is { } candidate) found.Add((answer.Provider, candidate));
            else notFound.Add(answer);
        }
        return (found, notFound);
    }

    /// <summary>Those of which no id has become known while the provider was asked, and no further attempt was begun.</summary>
    private static async Task<HashSet<(int MessageNo, int Attempt)>> NamelessAsync(
        NpgsqlConnection connection, IReadOnlyList<LookedUp> answers, int listed, CancellationToken cancel)
    {
        if (listed == 0) return [];
        // All that are about to be written, in the order in which receipts lock them: none may get an id between this and the choice.
        var rows = await connection.QueryAsync<(int No, short Attempt, bool Nameless)>(new("""
            SELECT message_no, attempt, provider_id IS NULL AND status IN ('in_doubt', 'accepted', 'sent') FROM messages
            WHERE run_id = @runId AND message_no = ANY(@numbers) ORDER BY message_no FOR NO KEY UPDATE
            """, new { runId = answers[0].Message.Reference.RunId, numbers = answers.Select(a => a.Message.Reference.MessageNo).ToArray() }, cancellationToken: cancel));
        return rows.Where(r => r.Nameless).Select(r => (r.No, (int)r.Attempt)).ToHashSet();
    }

    private static async Task<(HashSet<string> Held, HashSet<byte[]> Busy)> OthersAsync(NpgsqlConnection connection, IReadOnlyList<LookedUp> listed, CancellationToken cancel)
    {
        if (listed.Count == 0) return ([], []);
        // By the contact ledger over all runs; without a cap a message is not in it, and only its own run is asked. One reading of the run for a
        // range: less than its questions take, and an index on the id would have to follow every message that is sent.
        var others = (await connection.QueryAsync<(string? Id, byte[] Number)>(new("""
            SELECT CASE WHEN status <> 'sending' THEN provider_id END, number_key FROM messages
            WHERE run_id = ANY(@runs) AND (provider_id = ANY(@ids)
                OR number_key = ANY(@numbers) AND (status = 'sending' OR reason = @ByPerson AND status <> 'pending' AND provider_id IS NULL))
            UNION
            SELECT provider_id, ''::bytea FROM spent_ids WHERE provider_id = ANY(@ids)
            UNION
            SELECT CASE WHEN m.status <> 'sending' THEN m.provider_id END, c.number_key
            FROM contacts c CROSS JOIN LATERAL (
                SELECT status, provider_id FROM messages WHERE run_id = c.run_id AND message_no = c.message_no) m
            WHERE c.number_key = ANY(@numbers) AND (m.status = 'sending' OR m.provider_id IS NOT NULL)
            """, new
        {
            runs = listed.Select(l => l.Message.Reference.RunId).Distinct().ToArray(),
            ids = listed.SelectMany(l => ((Found)l.Answer).Candidates.Select(c => c.ProviderId!)).Distinct().ToArray(),
            numbers = listed.Select(l => l.Message.NumberKey).ToArray(),
            MessageStatuses.ByPerson,
        }, cancellationToken: cancel))).AsList();
        return (others.Where(o => o.Id is not null).Select(o => o.Id!).ToHashSet(), others.Where(o => o.Id is null).Select(o => o.Number).ToHashSet(NumberKeyComparer.Instance));
    }
}
