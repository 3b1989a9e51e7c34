namespace CampaignEngine.Channels;

/// <summary>What became of one message of a call: a closed set (see docs/adding-a-channel.md).</summary>
public abstract record SendOutcome;

/// <summary>The provider took it over, under its own id where it gives one; <paramref name="Parts"/> where its answer counts them.</summary>
/// <param name="ById">Its later words bear no reference of ours: the message is found by <paramref name="ProviderId"/>.</param>
public sealed record Accepted(string? ProviderId, int? Parts = null, bool ById = false) : SendOutcome;

/// <summary>The provider will never send it. <paramref name="Suppress"/>: the person refused; record it.</summary>
public sealed record Rejected(RejectionKind Kind, string Code, bool Suppress = false) : SendOutcome;

/// <summary>Surely not processed; the provider asks for less. Send again after <paramref name="RetryAfter"/>.</summary>
public sealed record Throttled(TimeSpan RetryAfter, string Code) : SendOutcome;

/// <summary>Surely not sent: a quota is used up until <paramref name="Until"/>.</summary>
public sealed record QuotaUntil(DateTimeOffset Until, string Code) : SendOutcome;

/// <summary>Surely not sent: refused connection, name not found.</summary>
public sealed record Unavailable(string Code) : SendOutcome;

/// <summary>The request was written and no answer can be trusted. Never repeated blindly.</summary>
public sealed record InDoubt(string Code) : SendOutcome;

/// <summary>Whose fault a rejection is: the number's, nobody's (the person does not use the medium), the text's, or the account's (which stops the sender).</summary>
public enum RejectionKind { Recipient, Absent, Content, Configuration }
