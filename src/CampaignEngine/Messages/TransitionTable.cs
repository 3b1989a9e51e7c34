using static CampaignEngine.Messages.MessageStatus;
using static CampaignEngine.Messages.Mover;

namespace CampaignEngine.Messages;

/// <summary>
/// The one table of how a message moves. The trigger of the messages' migration refuses every other move, whoever tries it;
/// docs/message-lifecycle.md prints this table. A receipt counts only where an attempt was made.
/// </summary>
public static class TransitionTable
{
    public static readonly IReadOnlyList<Transition> All =
    [
        new([Pending], Sending, Claim, "claimed; attempt + 1 is committed before the first byte leaves"),
        new([Pending], Skipped, Gate, "the gate, asked again at the claim, excludes the person; or the text could not be rendered"),
        new([Pending], Expired, Clock, "not sent by its expiry"),
        new([Pending], Cancelled, Person, "the run was cancelled"),
        new([Sending, InDoubt], Accepted, Outcome, "the provider took it over"),
        new([Pending], Accepted, Outcome, "a late answer: the provider took what was held for never taken"),
        new([Sending, InDoubt], Failed, Outcome, "the provider will never send it: the number or the text is refused"),
        new([Sending], InDoubt, Outcome, "the request was written and no answer can be trusted"),
        new([Sending, InDoubt], Pending, Outcome, "surely not sent: throttled, unavailable, quota or account; the next claim is a further attempt"),
        new([Failed, Undelivered], Pending, Person, "sent again: the provider's code says that the cause can pass; the next claim is a further attempt"),
        new([Sending], InDoubt, Rescue, "the worker was lost while the slice was in flight"),
        new([InDoubt], Pending, Settling, "the provider, asked after its quiet time, never took it; the next claim is a further attempt"),
        new([Accepted, Sent], Expired, Clock, "no last word within the time receipts are waited for; delivered or not is not known"),
        new([InDoubt], Pending, Person, "a person knows that it was not sent"),
        new([InDoubt], Failed, Person, "a person knows that it was not sent, and it is too late to send it"),
        new([InDoubt], Undelivered, Person, "a person knows that it was not delivered"),
        new([InDoubt], Delivered, Person, "a person knows that it was delivered"),
        new([Pending, Sending, InDoubt], Accepted, Receipt, "the provider has it, though its answer did not reach us"),
        new([Pending, Sending, InDoubt, Accepted], Sent, Receipt, "handed to the carrier"),
        new([Pending, Sending, InDoubt, Accepted, Sent, Skipped, Cancelled], Expired, Receipt, "the provider gave up after the validity"),
        new([Pending, Sending, InDoubt, Accepted, Sent, Skipped, Cancelled, Expired], Failed, Receipt, "the provider could not send it"),
        new([Pending, Sending, InDoubt, Accepted, Sent, Skipped, Cancelled, Expired, Failed], Undelivered, Receipt, "the carrier could not deliver it"),
        new([Pending, Sending, InDoubt, Accepted, Sent, Skipped, Cancelled, Expired, Failed, Undelivered], Delivered, Receipt,
            "delivered; beats every other word"),
    ];

    public static bool Allows(MessageStatus from, MessageStatus to, bool attempted) =>
        All.Any(row => row.To == to && row.From.Contains(from) && (attempted || from == Pending && row.Who is not (Receipt or Outcome)));
}
