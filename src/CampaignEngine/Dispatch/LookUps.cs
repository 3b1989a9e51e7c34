using CampaignEngine.Channels;
using Microsoft.Extensions.Options;

namespace CampaignEngine.Dispatch;

/// <summary>Asks the provider that has a message, or all that may have it, at a bounded rate.</summary>
public sealed class LookUps(IEnumerable<ILookUp> all, SenderFor senders, IOptions<SettleOptions> options)
{
    private readonly IReadOnlyList<ILookUp> all = [.. all];

    /// <summary>What was answered about each, in the order given; of what nobody can be asked about, nothing.</summary>
    internal async Task<IReadOnlyList<LookedUp>> AskAsync(IReadOnlyList<OpenMessage> messages, CancellationToken cancel)
    {
        var answers = new List<LookedUp>();
        foreach (var few in messages.Chunk(Math.Clamp(options.Value.QuestionsPerSecond / 2, 1, 16)))
        {
            var pause = Task.Delay(TimeSpan.FromSeconds(few.Length / (double)options.Value.QuestionsPerSecond), cancel);
            answers.AddRange((await Task.WhenAll(few.Select(message => AskAsync(message, cancel)))).OfType<LookedUp>());
            await pause;
        }
        return answers;
    }

    private async Task<LookedUp?> AskAsync(OpenMessage message, CancellationToken cancel)
    {
        var askable = all.Where(l => message.Provider is { } known ? l.Provider == known : l.Medium == message.Medium).ToList();
        if (askable.Count == 0) return null;
        // Where the worker was lost before it wrote down whom it called, one who cannot be asked may have it.
        TimeSpan? quiet = message.Provider is not null || senders.All.Where(s => s.Medium == message.Medium).All(s => askable.Any(a => a.Provider == s.Provider))
            ? TimeSpan.Zero : null;
        foreach (var provider in askable)
        {
            var answer = await provider.AskAsync(new(message.Reference, message.Address, message.Body, message.ProviderId, message.CalledAfter, message.Attempt), cancel);
            // Found, but perhaps only what others hold: among several providers that proves nothing.
            if (answer is not NotFound) return new LookedUp(message, provider.Provider, answer, askable.Count == 1 && quiet is not null ? provider.NotFoundAfter : null);
            // Only where each of them says so in its own time was it never taken.
            quiet = provider.NotFoundAfter is { } after && quiet is { } longest ? (after > longest ? after : longest) : null;
        }
        return new LookedUp(message, askable[^1].Provider, new NotFound(), quiet);
    }
}

/// <param name="NotFoundAfter">How long it must have been in doubt for "not found" to mean that it was never taken; null: it does not mean that.</param>
internal sealed record LookedUp(OpenMessage Message, string Provider, LookUpAnswer Answer, TimeSpan? NotFoundAfter);
