using Microsoft.Extensions.DependencyInjection;

namespace CampaignEngine.Receipts;

internal static class ReceiptsRegistration
{
    public static IServiceCollection AddReceipts(this IServiceCollection services) => services.AddSingleton<ApplyReceipts>().AddSingleton<TakeReceiptFiles>();
}
