using CampaignEngine.Channels;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignEngine.Tests.Channels;

internal static class ChannelWords
{
    public static IChannelCheck CheckOf(this IServiceProvider services, string provider) => services.GetServices<IChannelCheck>().Single(check => check.Provider == provider);

    /// <summary>The same settings, for a provider that is silent: long enough that a busy machine has written its request, short enough to wait for.</summary>
    public static Dictionary<string, string?> Impatient(this Dictionary<string, string?> settings) =>
        settings.ToDictionary(s => s.Key, s => s.Key.EndsWith(":AnswerSeconds", StringComparison.Ordinal) ? "1.5" : s.Value);
}
