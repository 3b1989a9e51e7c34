using System.ComponentModel.DataAnnotations;

namespace CampaignEngine.Channels;

/// <summary>What the settings of every provider have in common, whether it carries messages or publishes.</summary>
public abstract class ProviderOptions : IValidatableObject
{
    /// <summary>The provider, or a look-alike on this machine.</summary>
    public abstract string BaseUrl { get; set; }

    /// <summary>How long a connection may take to stand, in seconds.</summary>
    [Range(0.1, 60)]
    public double ConnectSeconds { get; set; } = 5;

    /// <summary>How long one call may take in all, in seconds. Must end well within Dispatch's lease.</summary>
    [Range(0.1, 60)]
    public double AnswerSeconds { get; set; } = 20;

    public TimeSpan LongestCall => TimeSpan.FromSeconds(AnswerSeconds);

    /// <summary>An address below <see cref="BaseUrl"/>.</summary>
    public Uri Address(string path) => new(BaseUrl.TrimEnd('/') + path);

    public virtual IEnumerable<ValidationResult> Validate(ValidationContext context) =>
        SafeAddress.IsSafe(BaseUrl) ? ValidateAccount() : [new ValidationResult(SafeAddress.Rule, [nameof(BaseUrl)]), .. ValidateAccount()];

    /// <summary>What the provider's own settings must hold together.</summary>
    protected abstract IEnumerable<ValidationResult> ValidateAccount();
}
