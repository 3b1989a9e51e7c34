using CampaignEngine.Host;
using CampaignEngine.Tests.Harness;
using Microsoft.Extensions.Configuration;

namespace CampaignEngine.Tests.Host;

public sealed class SettingsTests
{
    [Theory]
    [InlineData("Engine:Mod", "Live", "setting-unknown", "Engine:Mod")]
    [InlineData("Motor:Mode", "Live", "setting-unknown", "Motor:Mode")]
    [InlineData("ConnectionStrings:Spare", "Host=x", "setting-unknown", "ConnectionStrings:Spare")]
    [InlineData("Engine:Mode", "Alive", "setting-unreadable", "Engine")]
    [InlineData("Engine:Mode", "7", "setting-out-of-range", "Engine:Mode")]
    [InlineData("Engine", "Live", "setting-unknown", "Engine")]
    public void A_setting_that_is_unknown_or_out_of_range_is_refused_by_its_name(string name, string value, string code, string where)
    {
        var file = With((name, value));
        var refused = Assert.Throws<RefusedException>(() => SettingsCheck.Check(file, file));
        var problem = Assert.Single(refused.Problems);
        Assert.Equal((code, where), (problem.Code, problem.Where));
    }

    [Fact]
    public void What_others_put_into_the_environment_is_theirs_but_not_inside_our_sections()
    {
        var none = With();
        SettingsCheck.Check(none, With(("PATH", "/bin"), ("ENGINE", "diesel"), ("Other:Thing", "1"), ("Engine:Mode", "Demo")));
        var refused = Assert.Throws<RefusedException>(() => SettingsCheck.Check(none, With(("Engine:Speed", "9"))));
        Assert.Equal("Engine:Speed", Assert.Single(refused.Problems).Where);
    }

    [Fact]
    public async Task The_program_stops_at_its_start_with_status_2_and_the_settings_name()
    {
        using var home = new HomeFolderForTest();
        var end = await CampaignProcess.RunAsync(home.Path, ["user", "list"], ("Engine__Mod", "Live"));
        Assert.Equal(2, end.ExitCode);
        Assert.Contains("Engine:Mod", end.Errors, StringComparison.Ordinal);
        Assert.Empty(end.Output);
        Assert.False(Directory.Exists(home.DataFolder));
    }

    [Fact]
    public async Task A_settings_file_that_is_not_JSON_is_refused_with_its_path()
    {
        using var home = new HomeFolderForTest();
        await File.WriteAllTextAsync(Path.Combine(home.Path, "appsettings.json"), "{ \"Engine\": ");
        var end = await CampaignProcess.RunAsync(home.Path, ["user", "list"]);
        Assert.Equal(2, end.ExitCode);
        Assert.Contains(Path.Combine(home.Path, "appsettings.json"), end.Errors, StringComparison.Ordinal);
    }

    private static IConfiguration With(params (string Name, string Value)[] settings) =>
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Name, (string?)s.Value))).Build();
}
