namespace CampaignEngine.Simulator;

/// <summary>Plans a message's status callbacks and, of some, the person's reply.</summary>
public sealed class CallbackPlan(Behaviour behaviour, CallbackQueue queue, CallbackCounts counts)
{
    /// <param name="url">Where the sender wants its callbacks; empty: none.</param>
    public void Make(ICallbackWriter writer, TakenMessage message, Fate fate, string from, string url)
    {
        if (fate.Lost) counts.Lost();
        else if (url.Length > 0) PlanStatuses(writer, message, fate, from, url);
        var settings = behaviour.Now;
        if (fate.Stops && writer.InboundUrl(settings) is { Length: > 0 } inbound)
            queue.Add(new ReplyCallback(writer, inbound, message, from, settings.StopWords[fate.Word % settings.StopWords.Length], settings.OwnOptOut), fate.DelayMs + 100);
    }

    private void PlanStatuses(ICallbackWriter writer, TakenMessage message, Fate fate, string from, string url)
    {
        var last = new StatusCallback(writer, url, message, from, Enum.Parse<MessageState>(fate.Ending.ToString()));
        var sent = last with { State = MessageState.Sent };
        for (var time = 0; time < (fate.Repeated ? 2 : 1); time++)
        {
            queue.Add(sent, fate.Unordered ? fate.DelayMs + 100 : fate.DelayMs / 2 + 50 * time);
            queue.Add(last, fate.DelayMs + 50 * time);
        }
        if (fate.Unknown) queue.Add(last with { State = null }, fate.DelayMs / 2);
    }
}
