using System.ComponentModel.DataAnnotations;

namespace CampaignEngine.Host.Web;

/// <summary>Section "Web".</summary>
internal sealed class WebOptions
{
    /// <summary>Where the status page, the API and the webhooks listen. Loopback unless a reverse proxy with TLS stands before it.</summary>
    [Required, Url]
    public string Url { get; set; } = "http://127.0.0.1:5080";
}
