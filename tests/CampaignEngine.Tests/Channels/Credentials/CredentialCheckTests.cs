using CampaignEngine.Channels;
using CampaignEngine.Channels.Credentials;

namespace CampaignEngine.Tests.Channels.Credentials;

public sealed class CredentialCheckTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 5, 1, 0, 0, TimeSpan.Zero);
    private static readonly CredentialName Name = new("zalo", "token", "mã", "a token");

    [Theory]
    [InlineData(null, CheckState.Good)]
    [InlineData(60, CheckState.Good)]
    [InlineData(13, CheckState.Warning)]
    [InlineData(0, CheckState.Bad)]
    public void What_expires_is_warned_of_two_weeks_ahead(int? days, CheckState expected) =>
        Assert.Equal(expected, CredentialCheck.Of(Name, [Row(days is { } d ? Now.AddDays(d).UtcDateTime : null)], Now).State);

    [Fact]
    public void What_is_missing_or_spoilt_says_which_command_puts_it_right()
    {
        var missing = CredentialCheck.Of(Name, [], Now);
        var spoilt = CredentialCheck.Of(Name, [Row(null) with { State = CredentialRow.NeedsReconsent, Reason = "-14014" }], Now);
        Assert.All([missing, spoilt], line => Assert.Equal(CheckState.Bad, line.State));
        Assert.All([missing.Vi, missing.En, spoilt.Vi, spoilt.En], words => Assert.Contains("campaign channel credential set zalo token", words));
        Assert.Contains("-14014", spoilt.Vi);
        Assert.Contains("campaign channel resume zalo", spoilt.En);
    }

    private static CredentialRow Row(DateTime? expiresAt) => new("zalo", "token", CredentialRow.Ready, null, expiresAt, 0, null, Now.UtcDateTime, 1);
}
