namespace CampaignEngine.Simulator;

/// <summary>One call to come; what it says is written when it is due, so that a million waiting ones are small.</summary>
public abstract record Callback(ICallbackWriter Writer, string Url, TakenMessage Message);

/// <param name="State">Null: a state nobody knows.</param>
public sealed record StatusCallback(ICallbackWriter Writer, string Url, TakenMessage Message, string From, MessageState? State) : Callback(Writer, Url, Message);

/// <param name="Words">What the person wrote.</param>
/// <param name="ProviderRefused">The provider took it for a refusal itself.</param>
public sealed record ReplyCallback(ICallbackWriter Writer, string Url, TakenMessage Message, string From, string Words, bool ProviderRefused)
    : Callback(Writer, Url, Message);

/// <summary>Writes calls in one provider's way, signed as it signs them.</summary>
public interface ICallbackWriter
{
    HttpRequestMessage Write(Callback callback);

    /// <summary>Whether the provider tells its sender of this state at all.</summary>
    bool Tells(MessageState? state) => true;

    /// <summary>Where people's replies go; empty: none are made.</summary>
    string InboundUrl(BehaviourSettings settings);
}
