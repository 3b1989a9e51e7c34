using CampaignEngine.Dispatch;
using CampaignEngine.Tests.Channels;
using CampaignEngine.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignEngine.Tests.Dispatch;

public sealed class LeaseRuleTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Theory]
    [InlineData(20, 39, false)]
    [InlineData(20, 40, true)]
    [InlineData(2.5, 5, true)]
    public async Task A_worker_does_not_start_with_a_lease_that_a_call_could_outlast(double answerSeconds, int leaseSeconds, bool starts)
    {
        var settings = TwilioUnderTest.Settings("http://127.0.0.1:1");
        settings["Twilio:AnswerSeconds"] = FormattableString.Invariant($"{answerSeconds}");
        settings["Dispatch:LeaseSeconds"] = $"{leaseSeconds}";
        await using var services = database.Services(settings);
        var refused = await Record.ExceptionAsync(() => services.GetRequiredService<StartDispatch>().ExecuteAsync(default));
        Assert.Equal(starts ? null : "lease-too-short", (refused as RefusedException)?.Problems.Single().Code);
        Assert.Equal(starts, refused is null);
    }
}
