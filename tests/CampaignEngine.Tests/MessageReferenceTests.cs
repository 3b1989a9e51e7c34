using CampaignEngine.Channels;

namespace CampaignEngine.Tests;

public sealed class MessageReferenceTests
{
    [Theory]
    [InlineData("17-120034", true)]
    [InlineData("17-", false)]
    [InlineData("-5", false)]
    [InlineData("0-5", false)]
    [InlineData("1-2-3", false)]
    [InlineData("99999999999-1", false)]
    public void Only_a_run_and_a_number_are_a_reference(string text, bool valid)
    {
        Assert.Equal(valid, MessageReference.TryParse(text, out var reference));
        if (valid) Assert.Equal(text, reference.ToString());
    }
}
