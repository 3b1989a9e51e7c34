namespace CampaignEngine.Simulator.Zalo;

/// <summary>Section "zalo".</summary>
public sealed class ZaloAccount
{
    public string AppId { get; set; } = "2074138120372622546";

    public string OaId { get; set; } = "2893352839501541173";

    public string AppSecret { get; set; } = "simulator-app-secret";

    /// <summary>Signs the calls of the webhook.</summary>
    public string OaSecret { get; set; } = "simulator-oa-secret";

    /// <summary>The refresh token that is good at the start, once.</summary>
    public string RefreshToken { get; set; } = "simulator-refresh-0";

    /// <summary>An access token that is good at the start; empty: none is.</summary>
    public string AccessToken { get; set; } = "";

    /// <summary>Where events are posted; empty: none are.</summary>
    public string WebhookUrl { get; set; } = "";

    /// <summary>Messages a day.</summary>
    public int DailyQuota { get; set; } = 1_000_000;
}
