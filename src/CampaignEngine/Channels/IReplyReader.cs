namespace CampaignEngine.Channels;

/// <summary>Reads what people answered out of the raw inbox.</summary>
public interface IReplyReader
{
    /// <summary>As <see cref="IChannel.Provider"/>.</summary>
    string Provider { get; }

    /// <summary>Null where the body is no reply of this provider.</summary>
    Reply? Read(ReadOnlySpan<byte> body);
}

/// <summary>What a person wrote back.</summary>
/// <param name="From">The number as the provider gives it; or its own id for the person.</param>
/// <param name="Body">The words, as written.</param>
/// <param name="Refused">The provider itself took it for a refusal, blocked the number and confirmed it to the person.</param>
/// <param name="FromUserId"><paramref name="From"/> is the medium's own id for the person, not a number.</param>
public sealed record Reply(string From, string Body, bool Refused, bool FromUserId = false);
