using CampaignEngine.Simulator.Esms;
using CampaignEngine.Simulator.Facebook;
using CampaignEngine.Simulator.Twilio;
using CampaignEngine.Simulator.Vssid;
using CampaignEngine.Simulator.YouTube;
using CampaignEngine.Simulator.Zalo;

namespace CampaignEngine.Simulator;

/// <summary>Its doors: each provider's own paths, /control for behaviour, /stats for the counts.</summary>
public static class SimulatorApp
{
    public static WebApplication Build(WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(TimeProvider.System).AddSingleton<Behaviour>().AddSingleton<RateMeter>().AddSingleton<Ledger>().AddSingleton<FaultCounts>();
        builder.Services.AddSingleton<CallbackCounts>().AddSingleton<Standing>().AddSingleton<CallbackQueue>().AddSingleton<CallbackPlan>().AddHostedService<CallbackSender>();
        builder.Services.Configure<TwilioAccount>(builder.Configuration.GetSection("twilio"));
        builder.Services.AddSingleton<TwilioCallbacks>().AddSingleton<TwilioSend>();
        builder.Services.AddEsms(builder.Configuration).AddZalo(builder.Configuration).AddFacebook(builder.Configuration).AddVssid(builder.Configuration).AddYouTube(builder.Configuration);
        builder.Services.ConfigureHttpJsonOptions(o => o.SerializerOptions.TypeInfoResolverChain.Add(new System.Text.Json.Serialization.Metadata.DefaultJsonTypeInfoResolver()));

        var app = builder.Build();
        app.MapTwilio();
        app.MapEsms();
        app.MapZalo();
        app.MapFacebook();
        app.MapVssid();
        app.MapYouTube();
        app.MapControl();
        return app;
    }
}
