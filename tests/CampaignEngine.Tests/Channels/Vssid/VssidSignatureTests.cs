using CampaignEngine.Channels.Vssid;

namespace CampaignEngine.Tests.Channels.Vssid;

public sealed class VssidSignatureTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1780000000);

    [Theory]
    [InlineData("1780000000", true)]
    [InlineData("1780000300", true)]
    [InlineData("1779999700", true)]
    [InlineData("1780000301", false)]
    [InlineData("1779999699", false)]
    [InlineData("", false)]
    [InlineData("-1", false)]
    [InlineData("now", false)]
    [InlineData("99999999999999", false)]
    [InlineData("9223372036854775807", false)]
    public void Any_time_may_be_written_and_only_one_near_ours_is_taken(string time, bool good) =>
        Assert.Equal(good, VssidSignature.IsValid("key", time, VssidSignature.Compute("key", time, "{}"u8), "{}"u8, Now));

    [Fact]
    public void Another_body_key_or_time_is_another_signature()
    {
        var signature = VssidSignature.Compute("key", "1780000000", "{}"u8);
        Assert.True(VssidSignature.IsValid("key", "1780000000", signature, "{}"u8, Now));
        Assert.False(VssidSignature.IsValid("key", "1780000001", signature, "{}"u8, Now));
        Assert.False(VssidSignature.IsValid("key", "1780000000", signature, "[]"u8, Now));
        Assert.False(VssidSignature.IsValid("other", "1780000000", signature, "{}"u8, Now));
        Assert.False(VssidSignature.IsValid(null, "1780000000", signature, "{}"u8, Now));
    }
}
