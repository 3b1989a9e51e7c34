using CampaignEngine.Storage;
using CampaignEngine.Tests.Harness;

namespace CampaignEngine.Tests.Host;

/// <summary>That a fail point cannot be tripped by accident; what they prove is in the folder Crash.</summary>
public sealed class FailPointTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Theory]
    [InlineData("Live", FailPoint.AfterClaim, "fail-point-outside-test")]
    [InlineData("Demo", FailPoint.AfterClaim, "fail-point-outside-test")]
    [InlineData("Test", "after-lunch", "fail-point-unknown")]
    [InlineData("Test", "after-claim:0", "fail-point-unknown")]
    public async Task A_process_with_a_fail_point_that_is_not_for_it_refuses_to_start(string mode, string point, string code)
    {
        using var home = new HomeFolderForTest();
        var end = await CampaignProcess.RunAsync(home.Path, ["user", "list"],
            ("ConnectionStrings__Main", database.ConnectionString), ("Engine__Mode", mode), (FailPoint.Variable, point));
        Assert.Equal(2, end.ExitCode);
        Assert.Contains(code, end.Errors);
    }
}
