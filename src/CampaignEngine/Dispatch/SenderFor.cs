using CampaignEngine.Channels;
using CampaignEngine.Storage;
using Microsoft.Extensions.Options;

namespace CampaignEngine.Dispatch;

/// <summary>Which providers carry a medium, in the order they are to be used: first those the settings name, then the others.</summary>
public sealed class SenderFor
{
    private readonly EngineOptions engine;

    public SenderFor(IEnumerable<IChannel> channels, IOptions<EngineOptions> engine, IOptions<DispatchOptions> dispatch)
    {
        this.engine = engine.Value;
        var registered = channels.ToList();
        var named = dispatch.Value.SenderOrder.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        // Stable: among those not named the order of registration stays. A name that is not set up here moves nothing.
        All = [.. registered.OrderBy(channel => Array.IndexOf(named, channel.Provider) is var place && place < 0 ? int.MaxValue : place)];
    }

    public IReadOnlyList<IChannel> All { get; }

    public IReadOnlyList<IChannel> Of(string medium) => [.. All.Where(channel => channel.Medium == medium)];

    /// <summary>
    /// Why a sender may not be used at all, or null. A route outside Vietnam carries no data of real people before the dossier of the
    /// transfer is recorded (Law 91/2025/QH15).
    /// </summary>
    public string? Forbidden(IChannel channel) =>
        engine.Mode == EngineMode.Live && channel is IForeignRoute { TransferDossier: null or "" } ? "no-transfer-dossier" : null;
}
