using System.ComponentModel.DataAnnotations;
using CampaignEngine.Links;

namespace CampaignEngine.Publications;

/// <summary>Section "Publications".</summary>
public sealed class PublicationOptions : IValidatableObject
{
    /// <summary>Where a post that a person published may stand, hosts between commas; *.example.vn is every host below it.</summary>
    public string ProofHosts { get; set; } = "lotus.vn, *.lotus.vn, facebook.com, *.facebook.com, youtube.com, *.youtube.com, zalo.me, *.zalo.me, *.gov.vn";

    /// <summary>Syllables a minute of whoever reads a bulletin aloud; practice, so measure your own.</summary>
    [Range(60, 400)]
    public int SyllablesPerMinute { get; set; } = 180;

    public IEnumerable<ValidationResult> Validate(ValidationContext context)
    {
        if (HostList.Fault(ProofHosts) is { } fault) yield return new ValidationResult(fault, [nameof(ProofHosts)]);
    }
}
