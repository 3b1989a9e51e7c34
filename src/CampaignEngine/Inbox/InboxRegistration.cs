using Microsoft.Extensions.DependencyInjection;

namespace CampaignEngine.Inbox;

internal static class InboxRegistration
{
    public static IServiceCollection AddInbox(this IServiceCollection services) => services
        .AddSingleton<InboxKeys>().AddSingleton<InboxStore>().AddSingleton<InboxSignal>().AddSingleton<InboxLoop>()
        .AddSingleton<RawInbox>().AddSingleton<InboxRejections>()
        .AddSingleton<UnknownBodies>().AddSingleton<ReplayInbox>();
}
