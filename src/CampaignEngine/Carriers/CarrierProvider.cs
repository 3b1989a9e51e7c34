using CampaignEngine.Channels;

namespace CampaignEngine.Carriers;

internal static class CarrierProvider
{
    /// <exception cref="RefusedException">No sender of that name is set up here.</exception>
    public static void Check(IEnumerable<IChannel> channels, string provider)
    {
        var known = channels.Select(c => c.Provider).Order(StringComparer.Ordinal).ToList();
        if (!known.Contains(provider))
            throw new RefusedException("unknown-provider", provider,
                $"Chưa cài đặt nhà cung cấp này; hiện có: {string.Join(", ", known)}.", $"No such provider is set up; there are: {string.Join(", ", known)}.");
    }
}
