using System.ComponentModel.DataAnnotations;
using CampaignEngine.Channels;

namespace CampaignEngine.Links;

/// <summary>Section "Links": where campaigns may lead people.</summary>
public sealed class LinksOptions : IValidatableObject
{
    /// <summary>Hosts between commas; *.example.gov.vn is every host below it. One that is taken off stops its links at the next start.</summary>
    public string AllowedHosts { get; set; } = "baohiemxahoi.gov.vn, *.baohiemxahoi.gov.vn";

    /// <summary>Those of them that a text message may lead to: the agency's own, so that people can tell it from a scam.</summary>
    public string SmsHosts { get; set; } = "baohiemxahoi.gov.vn, *.baohiemxahoi.gov.vn";

    /// <summary>The https address short links begin with, without a path. Empty: Webhooks:PublicBaseUrl.</summary>
    public string BaseUrl { get; set; } = "";

    public IEnumerable<ValidationResult> Validate(ValidationContext context)
    {
        if (HostList.Fault(AllowedHosts) is { } all) yield return new ValidationResult(all, [nameof(AllowedHosts)]);
        if (HostList.Fault(SmsHosts) is { } sms) yield return new ValidationResult(sms, [nameof(SmsHosts)]);
        if (BaseUrl.Length > 0 && !(SafeAddress.IsSafe(BaseUrl) && new Uri(BaseUrl).PathAndQuery == "/"))
            yield return new ValidationResult(SafeAddress.Rule + ", without a path", [nameof(BaseUrl)]);
    }
}
