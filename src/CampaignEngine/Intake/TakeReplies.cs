using CampaignEngine.Channels;
using CampaignEngine.Consent;
using CampaignEngine.Inbox;
using CampaignEngine.Recipients;
using CampaignEngine.Storage;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CampaignEngine.Intake;

/// <summary>Takes the replies that wait, each in a transaction of its own: refusals are recorded, and whatever was written becomes a case.</summary>
public sealed class TakeReplies(
    NpgsqlDataSource source, IEnumerable<IReplyReader> readers, TakeRefusal take, CaseStore cases, EngineSecrets secrets, TimeProvider clock, IOptions<IntakeOptions> options)
{
    private readonly Dictionary<string, IReplyReader> readers = readers.ToDictionary(r => r.Provider);
    private readonly RefusalWords words = new(options.Value.Brands);

    /// <summary>Returns how many replies were taken out of the inbox.</summary>
    public async Task<int> ExecuteAsync(CancellationToken cancel)
    {
        var (taken, after) = (0, 0L);
        while (await TakeNextAsync(after, cancel) is { } last) (taken, after) = (taken + 1, last);
        return taken;
    }

    private async Task<long?> TakeNextAsync(long after, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        if (await InboxStore.ClaimAsync(connection, InboxKind.Reply, after, limit: 1, cancel) is not [var row]) return null;
        var outcome = await TakeAsync(connection, row, cancel);
        await InboxStore.MarkAsync(connection, [(row.InboxId, outcome)], clock.GetUtcNow(), cancel);
        FailPoint.Reach(FailPoint.MidReply);
        await transaction.CommitAsync(cancel);
        return row.InboxId;
    }

    private async Task<string> TakeAsync(NpgsqlConnection connection, InboxRow row, CancellationToken cancel)
    {
        if (row.Body is null || !readers.TryGetValue(row.Provider, out var reader) || reader.Read(row.Body) is not { } reply) return InboxOutcome.Unreadable;
        // What the provider took for a refusal is one, whatever our own list of words says.
        var scope = words.ScopeOf(reply.Body) ?? (reply.Refused ? SuppressionScope.Campaigns : null);
        PhoneNumber? number = !reply.FromUserId && PhoneNumber.TryParse(reply.From, out var read, out _) ? read : null;
        var key = number is { } known ? NumberKey.Of(secrets.NumberKey, known.E164) : null;
        var outcome = scope is null ? InboxOutcome.Kept : await RefuseAsync(connection, row, reply, scope, number, key, cancel);
        // A refusal of somebody nobody knows is a case for a person: whom does it stop?
        if (outcome is InboxOutcome.Refusal or InboxOutcome.RepeatedRefusal)
            await cases.AddAsync(connection, row, key, CaseClass.Refusal, reply.Refused ? "provider" : "words", "recorded", cancel);
        else if (reply.Body.Length > 0 || reply.Refused) await cases.AddAsync(connection, row, key, scope is null ? CaseWords.ClassOf(reply.Body) : CaseClass.Refusal, "words", done: null, cancel);
        return outcome;
    }

    private async Task<string> RefuseAsync(NpgsqlConnection connection, InboxRow row, Reply reply, string scope, PhoneNumber? number, byte[]? key, CancellationToken cancel)
    {
        if (reply.FromUserId) return await TakeFromUserAsync(connection, row, reply, scope, cancel);
        if (number is not { } sender || key is null) return InboxOutcome.UnknownSender;
        var refusal = new Refusal(key, reply.Refused || sender.IsForeign ? null : sender.E164, scope, row.InboxId, row.ReceivedAt);
        return await take.ExecuteAsync(connection, refusal, cancel) ? InboxOutcome.Refusal : InboxOutcome.RepeatedRefusal;
    }

    /// <summary>The medium tells its own id and no number: all who have it have refused, themselves and by their number.</summary>
    private async Task<string> TakeFromUserAsync(NpgsqlConnection connection, InboxRow row, Reply reply, string scope, CancellationToken cancel)
    {
        var people = await ZaloFollower.FindAsync(connection, reply.From, cancel);
        if (people.Count == 0) return InboxOutcome.UnknownSender;
        var source = $"{row.Provider}-reply";
        var news = false;
        foreach (var person in people)
        {
            news |= await Suppressions.AddPersonAsync(connection, person.RecipientId, scope, source, row.ReceivedAt, cancel);
            if (person.NumberKey is not { } key) continue;
            var confirmAt = !reply.Refused && person.Phone is { } phone && PhoneNumber.TryParse(phone, out var number, out _) && !number.IsForeign ? number.E164 : null;
            news |= await take.ExecuteAsync(connection, new Refusal(key, confirmAt, scope, row.InboxId, row.ReceivedAt, source), cancel);
        }
        return news ? InboxOutcome.Refusal : InboxOutcome.RepeatedRefusal;
    }
}
