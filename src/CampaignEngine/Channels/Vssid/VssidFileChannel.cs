using System.Text.Json;
using Microsoft.Extensions.Options;

namespace CampaignEngine.Channels.Vssid;

/// <summary>Notices of the agency's own app where its side takes files: a notice is accepted when it stands in the table of those that wait for theirs.</summary>
internal sealed class VssidFileChannel(VssidOutbox outbox, IOptions<VssidOptions> options, TimeProvider clock) : IChannel, ILookUp
{
    public string Provider => VssidChannel.Name;

    public string Medium => VssidChannel.Name;

    public ReceiptMeaning Receipts => options.Value.ReceiptMeaning;

    public (int Smallest, int Largest) BatchSize => (1, 500);

    public SenderLimits Limits => options.Value.Limits with { DongPerPart = options.Value.DongPerPart ?? 0 };

    public IReadOnlySet<string> PassingCodes => VssidErrors.All.Passing;

    /// <summary>No insert takes longer than the time a statement has.</summary>
    public TimeSpan? NotFoundAfter => TimeSpan.FromMinutes(5);

    public async Task<IReadOnlyList<SendOutcome>> SendAsync(IReadOnlyList<OutgoingMessage> batch, CancellationToken cancel)
    {
        var notices = batch.Select(message => (Id: AttemptId.Of(message.Reference, message.Attempt), Line: Line(message))).ToList();
        var good = notices.Where(n => n.Line is not null).Select(n => (n.Id, n.Line!)).ToList();
        var failure = good.Count == 0 ? null : await outbox.AddAsync(good);
        return [.. notices.Select(n => n.Line is null ? new Rejected(RejectionKind.Content, "not-a-notice") : failure ?? new Accepted(n.Id))];
    }

    /// <summary>What is in doubt was either committed or not. What became of it in the app its result files tell, and nothing else does.</summary>
    public async Task<LookUpAnswer> AskAsync(LookUpQuestion question, CancellationToken cancel)
    {
        if (question.ProviderId is not null) return new Unanswered("told-by-files");
        var id = AttemptId.Of(question.Reference, question.Attempt);
        return await outbox.HasAsync(id, cancel)
            ? new Found([new Receipt(question.Reference, id, DeliveryStatus.Accepted, "queued", Code: null, At: null)])
            : new NotFound();
    }

    private string? Line(OutgoingMessage message) => VssidText.TryRead(message.Body) is not { } text ? null : JsonSerializer.Serialize(new
    {
        id = AttemptId.Of(message.Reference, message.Attempt),
        person = message.Address,
        title = text.Title,
        body = text.Body,
        validUntil = (clock.GetUtcNow() + message.ValidFor).ToUnixTimeSeconds(),
    }, VssidFiles.Words);
}
