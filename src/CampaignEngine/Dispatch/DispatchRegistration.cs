using CampaignEngine.Messages;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignEngine.Dispatch;

internal static class DispatchRegistration
{
    public static IServiceCollection AddDispatch(this IServiceCollection services)
    {
        services.AddOptions<DispatchOptions>().BindConfiguration("Dispatch").ValidateDataAnnotations();
        // Jitter only; a seed of its own in tests.
        services.AddSingleton(_ => new Random());
        services.AddSingleton<SenderFor>();
        services.AddSingleton<SenderHealth>();
        services.AddSingleton<ChooseSender>();
        services.AddSingleton<StopSender>();
        services.AddSingleton<TestSend>();
        services.AddSingleton<StartDispatch>();
        services.AddSingleton<ChunkStore>();
        services.AddRecovery();
        services.AddSingleton<ClaimChunk>();
        services.AddSingleton<LoadLanes>();
        services.AddSingleton<RateSlots>();
        services.AddSingleton<ClaimGate>();
        services.AddSingleton<RunBudgets>();
        services.AddSingleton<SliceCosts>();
        services.AddSingleton<SliceLimits>();
        services.AddSingleton<AutoPause>();
        services.AddSingleton<Brake>();
        services.AddSingleton<RetryFailed>();
        services.AddSingleton<QuotaReport>();
        services.AddSingleton<ClaimSlice>();
        services.AddSingleton<UndoClaim>();
        services.AddSingleton<OutcomeRules>();
        services.AddSingleton<RecordOutcomes>();
        services.AddSingleton<SendSlice>();
        services.AddSingleton<SendChunk>();
        services.AddSingleton<CompleteRun>();
        services.AddSingleton<Rescue>();
        services.AddSettling();
        services.AddSingleton<ExpireWaiting>();
        services.AddSingleton<Sweep>();
        services.AddSingleton<PumpSeats>();
        services.AddSingleton<Pump>();
        services.AddSingleton<PauseRun>();
        services.AddSingleton<ResumeRun>();
        services.AddSingleton<CancelRun>();
        services.AddSingleton<ResumeSender>();
        services.AddSingleton<ArchiveRuns>();
        services.AddSingleton<RunStatus>();
        services.AddSingleton<RunList>();
        services.AddSingleton<MessageCounts>();
        services.AddSingleton<ConfirmationRun>();
        return services;
    }
}
