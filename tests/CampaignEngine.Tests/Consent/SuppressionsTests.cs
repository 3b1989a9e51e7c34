using CampaignEngine.Consent;
using CampaignEngine.Tests.Harness;

namespace CampaignEngine.Tests.Consent;

public sealed class SuppressionsTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task The_first_refusal_keeps_its_time_and_source()
    {
        await using var connection = await database.Source.OpenConnectionAsync();
        var key = new byte[16];
        var at = database.Clock.GetUtcNow();

        Assert.True(await Suppressions.AddAsync(connection, key, SuppressionScope.Campaigns, "sms-reply", at, default));
        Assert.False(await Suppressions.AddAsync(connection, key, SuppressionScope.Campaigns, "hotline", at.AddDays(1), default));
        Assert.True(await Suppressions.AddAsync(connection, key, SuppressionScope.Everything, "hotline", at.AddDays(2), default));

        Assert.Equal(
            [new Suppression("campaigns", "sms-reply", at.UtcDateTime), new Suppression("everything", "hotline", at.AddDays(2).UtcDateTime)],
            await Suppressions.FindAsync(connection, key, default));
        Assert.Empty(await Suppressions.FindAsync(connection, [1, .. new byte[15]], default));
    }
}
