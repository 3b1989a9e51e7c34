using System.ComponentModel.DataAnnotations;

namespace CampaignEngine.Templates;

/// <summary>Section "Templates".</summary>
public sealed class TemplateOptions
{
    /// <summary>The folder that template import and check read.</summary>
    [Required, MinLength(1)]
    public string Folder { get; set; } = "templates";

    /// <summary>The agency's telephone, merge field hotline.</summary>
    [Required, MinLength(3)]
    public string Hotline { get; set; } = "1900 9068";

    /// <summary>How a person refuses, merge field refusal. The short code is the installation's; without one, the telephone.</summary>
    [Required, MinLength(5)]
    public string Refusal { get; set; } = "Từ chối: gọi 1900 9068";

    /// <summary>A rendered SMS longer than this many parts is a fault, not a message.</summary>
    [Range(1, 10)]
    public int MaxParts { get; set; } = 5;

    /// <summary>The operators' lengths of an unaccented care message of one part, two, three; as their tariffs say.</summary>
    [Required, RegularExpression(@"[1-9]\d{1,3}(,[1-9]\d{1,3})*")]
    public string CareLimits { get; set; } = "160,306,459";

    /// <summary>The same for advertising.</summary>
    [Required, RegularExpression(@"[1-9]\d{1,3}(,[1-9]\d{1,3})*")]
    public string AdvertisingLimits { get; set; } = "122,268,421";
}
