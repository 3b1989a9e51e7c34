namespace CampaignEngine.Simulator;

/// <summary>What became of the calls we made, or were to make.</summary>
public sealed class CallbackCounts
{
    private long sent, replies, failed, lost, pending;

    public void Planned() => Interlocked.Increment(ref pending);

    /// <summary>Nothing the provider tells of.</summary>
    public void Dropped() => Interlocked.Decrement(ref pending);

    public void Lost() => Interlocked.Increment(ref lost);

    public void Done(Callback callback, bool taken)
    {
        Interlocked.Increment(ref !taken ? ref failed : ref callback is ReplyCallback ? ref replies : ref sent);
        Interlocked.Decrement(ref pending);
    }

    public CallbackCount Count() => new(
        Interlocked.Read(ref sent), Interlocked.Read(ref replies), Interlocked.Read(ref lost), Interlocked.Read(ref failed), Interlocked.Read(ref pending));

    /// <summary>What is still to come stays pending.</summary>
    public void Clear() => (sent, replies, lost, failed) = (0, 0, 0, 0);
}

/// <param name="Sent">Status callbacks that were answered with 2xx.</param>
/// <param name="Replies">People's replies that were answered with 2xx.</param>
/// <param name="Lost">Messages whose callbacks never come, on purpose.</param>
/// <param name="Failed">Refused, or found no one.</param>
/// <param name="Pending">To come, or under way.</param>
public sealed record CallbackCount(long Sent, long Replies, long Lost, long Failed, long Pending);
