using System.Collections.Concurrent;
using CampaignEngine.Channels;

namespace CampaignEngine.Tests.Dispatch;

/// <summary>A provider without a network: it answers as the test says and counts by our reference, as the simulator does.</summary>
internal sealed class ScriptedChannel(string provider = "scripted", string medium = "sms") : IChannel
{
    private readonly ConcurrentQueue<OutgoingMessage> calls = new();

    public string Provider => provider;
    public string Medium => medium;
    public ReceiptMeaning Receipts => ReceiptMeaning.Handset;
    public (int Smallest, int Largest) BatchSize => (1, 1);

    public SenderLimits Limits { get; set; } = SenderLimits.None;
    public IReadOnlySet<string> PassingCodes { get; set; } = new HashSet<string>();

    public Func<OutgoingMessage, Task<SendOutcome>> Answer { get; set; } = Take;

    public IReadOnlyList<OutgoingMessage> Calls => [.. calls];

    public IEnumerable<int> Numbers => calls.Select(call => call.Reference.MessageNo);

    public static Task<SendOutcome> Take(OutgoingMessage message) => Task.FromResult<SendOutcome>(new Accepted($"id-{message.Reference}"));

    public async Task<IReadOnlyList<SendOutcome>> SendAsync(IReadOnlyList<OutgoingMessage> batch, CancellationToken cancel)
    {
        calls.Enqueue(batch[0]);
        return [await Answer(batch[0])];
    }
}
