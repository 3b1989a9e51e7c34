using CampaignEngine.Channels;
using CampaignEngine.Storage;
using Microsoft.Extensions.Options;

namespace CampaignEngine.Dispatch;

/// <summary>Which provider carries a medium: the first that is registered for it.</summary>
public sealed class SenderFor(IEnumerable<IChannel> channels, IOptions<EngineOptions> engine)
{
    public IReadOnlyList<IChannel> All { get; } = [.. channels];

    public IChannel? Medium(string medium) => All.FirstOrDefault(channel => channel.Medium == medium);

    /// <summary>
    /// Why a sender may not be used at all, or null. A route outside Vietnam carries no data of real people before the dossier of the
    /// transfer is recorded (Law 91/2025/QH15).
    /// </summary>
    public string? Forbidden(IChannel channel) =>
        engine.Value.Mode == EngineMode.Live && channel is IForeignRoute { TransferDossier: null or "" } ? "no-transfer-dossier" : null;
}
