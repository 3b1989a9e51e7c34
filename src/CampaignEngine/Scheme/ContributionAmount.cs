namespace CampaignEngine.Scheme;

/// <summary>VND: what the person chose, what the State pays of it, what is left to pay.</summary>
public sealed record ContributionAmount(long Gross, long Support, long Net)
{
    /// <summary>Each sum is brought to whole đồng once, at its end.</summary>
    internal static ContributionAmount Of(decimal gross, decimal support)
    {
        var (whole, supported) = (Math.Round(gross, MidpointRounding.AwayFromZero), Math.Round(support, MidpointRounding.AwayFromZero));
        return new ContributionAmount((long)whole, (long)supported, (long)(whole - supported));
    }
}
