using CampaignEngine.Channels;

namespace CampaignEngine.Tests.Dispatch;

/// <summary>The side of <see cref="ScriptedChannel"/> that can be asked: it answers as the test says.</summary>
internal sealed class ScriptedLookUp(Func<LookUpQuestion, LookUpAnswer> answer) : ILookUp
{
    public string Provider => "scripted";
    public string Medium => "sms";
    public TimeSpan? NotFoundAfter { get; init; } = TimeSpan.FromMinutes(15);

    public Task<LookUpAnswer> AskAsync(LookUpQuestion question, CancellationToken cancel) => Task.FromResult(answer(question));

    public static LookUpAnswer Found(MessageReference reference, DeliveryStatus status, string id, string? code = null, bool suppress = false) =>
        new Found([new Receipt(reference, id, status, $"{status}", code, At: null, Suppress: suppress)]);
}
