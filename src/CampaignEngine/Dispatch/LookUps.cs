using CampaignEngine.Channels;
using Microsoft.Extensions.Options;

namespace CampaignEngine.Dispatch;

/// <summary>Asks the provider that has a message, or all that may have it, at a bounded rate.</summary>
public sealed class LookUps(IEnumerable<ILookUp> all, SenderFor senders, RateSlots rate, IOptions<SettleOptions> options, IOptions<DispatchOptions> dispatch)
{
    private readonly IReadOnlyList<ILookUp> all = [.. all];

    /// <summary>What was answered about each, in the order given; of what nobody can be asked about, nothing.</summary>
    /// <param name="sendable">Numbers of those that may be sent now, by which alone a provider may be asked that would send (<see cref="ILookUp.Repeats"/>).</param>
    internal async Task<IReadOnlyList<LookedUp>> AskAsync(IReadOnlyList<OpenMessage> messages, IReadOnlySet<int> sendable, CancellationToken cancel)
    {
        var answers = new List<LookedUp>();
        foreach (var few in messages.Chunk(Math.Clamp(options.Value.QuestionsPerSecond / 2, 1, 16)))
        {
            var pause = Task.Delay(TimeSpan.FromSeconds(few.Length / (double)options.Value.QuestionsPerSecond), cancel);
            answers.AddRange((await Task.WhenAll(few.Select(message => AskAsync(message, sendable, cancel)))).OfType<LookedUp>());
            await pause;
        }
        return answers;
    }

    private async Task<LookedUp?> AskAsync(OpenMessage message, IReadOnlySet<int> sendable, CancellationToken cancel)
    {
        var askable = all.Where(l => message.Provider is { } known ? l.Provider == known : l.Medium == message.Medium && !l.Repeats).ToList();
        if (askable is [{ Repeats: true } repeating] && message.ProviderId is null) return await RepeatAsync(repeating, message, sendable, cancel);
        if (askable.Count == 0) return null;
        // Where the worker was lost before it wrote down whom it called, one who cannot be asked may have it.
        TimeSpan? quiet = message.Provider is not null || senders.All.Where(s => s.Medium == message.Medium).All(s => askable.Any(a => a.Provider == s.Provider))
            ? TimeSpan.Zero : null;
        foreach (var provider in askable)
        {
            var answer = await provider.AskAsync(Question(message), cancel);
            // Found, but perhaps only what others hold: among several providers that proves nothing.
            if (answer is not NotFound)
                return new LookedUp(message, provider.Provider, answer, askable.Count == 1 && quiet is not null ? provider.NotFoundAfter : null, message.ProviderId is not null);
            // Only where each of them says so in its own time was it never taken.
            quiet = provider.NotFoundAfter is { } after && quiet is { } longest ? (after > longest ? after : longest) : null;
        }
        return new LookedUp(message, askable[^1].Provider, new NotFound(), quiet, message.ProviderId is not null);
    }

    /// <summary>The question sends what the provider does not have: only of what is in doubt and may go now, and within the sender's rate.</summary>
    private async Task<LookedUp?> RepeatAsync(ILookUp provider, OpenMessage message, IReadOnlySet<int> sendable, CancellationToken cancel)
    {
        if (!sendable.Contains(message.Reference.MessageNo)) return null;
        var limit = senders.All.FirstOrDefault(s => s.Provider == provider.Provider)?.Limits.PartsPerSecond ?? dispatch.Value.PartsPerSecond;
        // Stopped or busy: at the next look.
        if (await rate.ReserveSenderAsync(provider.Provider, message.Parts, limit, cancel) is not { } wait) return null;
        await Task.Delay(wait, cancel);
        return new LookedUp(message, provider.Provider, await provider.AskAsync(Question(message), cancel), NotFoundAfter: null, Exact: true);
    }

    private static LookUpQuestion Question(OpenMessage message) =>
        new(message.Reference, message.Address, message.Body, message.ProviderId, message.CalledAfter, message.Attempt);
}

/// <param name="NotFoundAfter">How long it must have been in doubt for "not found" to mean that it was never taken; null: it does not mean that.</param>
/// <param name="Exact">The answer is about this message and no other: it was asked for by an id.</param>
internal sealed record LookedUp(OpenMessage Message, string Provider, LookUpAnswer Answer, TimeSpan? NotFoundAfter, bool Exact);
