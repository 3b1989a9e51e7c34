namespace CampaignEngine.Simulator.YouTube;

/// <summary>Section "youtube".</summary>
public sealed class YouTubeAccount
{
    public string ChannelId { get; set; } = "UCsimulatorsimulator0000";

    public string ClientId { get; set; } = "simulator-client";

    public string ClientSecret { get; set; } = "simulator-client-secret";

    public string RefreshToken { get; set; } = "simulator-youtube-refresh";

    public string AccessToken { get; set; } = "simulator-youtube-access";
}
