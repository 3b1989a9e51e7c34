namespace CampaignEngine.Simulator;

/// <summary>
/// Where a message stands when somebody asks: a callback that is lost is lost on its way, the provider still knows the ending. Worked
/// out when asked for, so that a million messages nobody asks about cost nothing.
/// </summary>
public sealed class Standing(Behaviour behaviour, TimeProvider clock)
{
    public TakenMessage Of(TakenMessage message)
    {
        if (message.State is not MessageState.Queued) return message;
        var fate = behaviour.FateOf(message.Id, $"+{message.To}");
        return fate.Lost && clock.GetUtcNow().ToUnixTimeMilliseconds() >= message.At * 1000 + fate.DelayMs
            ? message with { State = Enum.Parse<MessageState>(fate.Ending.ToString()) }
            : message;
    }
}
