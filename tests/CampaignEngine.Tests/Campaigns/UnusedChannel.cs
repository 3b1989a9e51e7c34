using CampaignEngine.Channels;

namespace CampaignEngine.Tests.Campaigns;

/// <summary>A sender for SMS that a launch finds; nothing here sends. With <see cref="IForeignRoute"/> as Twilio has it.</summary>
internal sealed class UnusedChannel(string? dossier, int? dongPerPart = null) : IChannel, IForeignRoute
{
    public string Provider => "unused";

    public string Medium => "sms";

    public ReceiptMeaning Receipts => ReceiptMeaning.Handset;

    public (int Smallest, int Largest) BatchSize => (1, 1);

    public SenderLimits Limits => new(DongPerPart: dongPerPart);

    public string? TransferDossier => dossier;

    public Task<IReadOnlyList<SendOutcome>> SendAsync(IReadOnlyList<OutgoingMessage> batch, CancellationToken cancel) =>
        throw new InvalidOperationException("a launch sends nothing");
}
