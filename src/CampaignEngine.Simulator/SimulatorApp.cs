using CampaignEngine.Simulator.Twilio;

namespace CampaignEngine.Simulator;

/// <summary>Its doors: each provider's own paths, /control for behaviour, /stats for the counts.</summary>
public static class SimulatorApp
{
    public static WebApplication Build(WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(TimeProvider.System).AddSingleton<Behaviour>().AddSingleton<Ledger>().AddSingleton<CallbackQueue>();
        builder.Services.AddHostedService(p => p.GetRequiredService<CallbackQueue>());
        builder.Services.AddHttpClient(CallbackQueue.Client, http => http.Timeout = TimeSpan.FromSeconds(15));
        builder.Services.Configure<TwilioAccount>(builder.Configuration.GetSection("twilio"));
        builder.Services.AddSingleton<TwilioCallbacks>();
        builder.Services.ConfigureHttpJsonOptions(o => o.SerializerOptions.TypeInfoResolverChain.Add(new System.Text.Json.Serialization.Metadata.DefaultJsonTypeInfoResolver()));

        var app = builder.Build();
        app.MapTwilio();
        app.MapGet("/stats", (Ledger ledger, CallbackQueue callbacks) => new SimulatorStats(ledger.Count(), callbacks.Count()));
        app.MapGet("/control", (Behaviour behaviour) => behaviour.Now);
        app.MapPost("/control", (Behaviour behaviour, BehaviourSettings settings) => behaviour.Now = settings);
        return app;
    }
}
