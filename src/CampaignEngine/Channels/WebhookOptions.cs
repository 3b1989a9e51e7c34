using System.ComponentModel.DataAnnotations;

namespace CampaignEngine.Channels;

/// <summary>Section "Webhooks": where providers reach us. Callbacks are public, the console need not be.</summary>
public sealed class WebhookOptions : IValidatableObject
{
    /// <summary>The address providers call, without a path of ours; signatures are computed over it. Empty: no callbacks are asked for.</summary>
    public string PublicBaseUrl { get; set; } = "";

    /// <summary>A larger body is answered with 413. Providers' callbacks are below 4 KiB.</summary>
    [Range(1024, 1_048_576)]
    public int MaxBodyBytes { get; set; } = 65_536;

    public IEnumerable<ValidationResult> Validate(ValidationContext context)
    {
        if (PublicBaseUrl.Length > 0 && !SafeAddress.IsSafe(PublicBaseUrl))
            yield return new ValidationResult(SafeAddress.Rule, [nameof(PublicBaseUrl)]);
    }

    /// <summary>The public address of one of our paths, as a provider was given it.</summary>
    public string Address(string pathAndQuery) => PublicBaseUrl.TrimEnd('/') + pathAndQuery;
}
