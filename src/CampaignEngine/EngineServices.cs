using CampaignEngine.Access;
using CampaignEngine.Alerts;
using CampaignEngine.Approvals;
using CampaignEngine.Audiences;
using CampaignEngine.Authenticity;
using CampaignEngine.Campaigns;
using CampaignEngine.Carriers;
using CampaignEngine.Channels;
using CampaignEngine.Consent;
using CampaignEngine.Dispatch;
using CampaignEngine.Inbox;
using CampaignEngine.Intake;
using CampaignEngine.Links;
using CampaignEngine.Media;
using CampaignEngine.Places;
using CampaignEngine.Publications;
using CampaignEngine.Reach;
using CampaignEngine.Receipts;
using CampaignEngine.Recipients;
using CampaignEngine.Scheme;
using CampaignEngine.Segments;
using CampaignEngine.Storage;
using CampaignEngine.Templates;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignEngine;

/// <summary>The rooms of the engine, low to high (docs/architecture.md); each registers its own services.</summary>
public static class EngineServices
{
    public static IServiceCollection AddCampaignEngine(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddStorage(configuration);
        DapperRules.Apply();
        services.AddPlaces();
        services.AddAccess();
        services.AddMedia();
        services.AddScheme();
        services.AddRecipients();
        services.AddConsent();
        services.AddChannels(configuration);
        services.AddInbox();
        services.AddLinks();
        services.AddTemplates();
        services.AddSegments();
        services.AddCampaigns();
        services.AddAudiences();
        services.AddApprovals();
        services.AddDispatch();
        services.AddPublications();
        services.AddReceipts();
        services.AddCarriers();
        services.AddIntake();
        services.AddAuthenticity();
        services.AddAlerts();
        services.AddReach();
        services.AddLaunch();
        return services;
    }
}
