using Microsoft.Extensions.DependencyInjection;

namespace CampaignEngine.Intake;

internal static class IntakeRegistration
{
    public static IServiceCollection AddIntake(this IServiceCollection services)
    {
        services.AddOptions<IntakeOptions>().BindConfiguration("Intake").ValidateDataAnnotations();
        return services.AddSingleton<TakeRefusal>().AddSingleton<TakeReplies>().AddSingleton<RefusalCount>()
            .AddSingleton<CaseStore>().AddSingleton<ReadCase>().AddSingleton<ChangeCase>().AddSingleton<SweepCases>().AddSingleton<CaseReport>()
            .AddSingleton<TakeComments>().AddSingleton<AnswerCase>();
    }
}
