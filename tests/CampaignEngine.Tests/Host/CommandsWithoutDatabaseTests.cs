using CampaignEngine.Tests.Harness;

namespace CampaignEngine.Tests.Host;

public sealed class CommandsWithoutDatabaseTests : IDisposable
{
    private readonly HomeFolderForTest home = new();

    public void Dispose()
    {
        Assert.False(Directory.Exists(home.DataFolder), "A command that needs no database started one.");
        home.Dispose();
    }

    [Fact]
    public async Task Text_parts_answers_one_line_for_each()
    {
        var end = await TextPartsAsync("""
            {"text":"abc"}
            {"text":"Ông"}
            """);
        Assert.Equal(("""
            {"encoding":"GSM7","units":3,"parts":1}
            {"encoding":"UCS2","units":3,"parts":1}

            """, 0), (end.Output, end.ExitCode));
    }

    [Theory]
    [InlineData("""{"text":"a"}""" + "\nnot json")]
    [InlineData("""{"text":"a"}""" + "\n{}")]
    [InlineData("""{"text":"a"}""" + "\n" + """{"text":7}""")]
    [InlineData("""{"text":"a"}""" + "\n" + """{"text":"\ud800"}""")]
    public async Task Text_parts_names_the_line_that_is_wrong(string input)
    {
        var end = await TextPartsAsync(input);
        Assert.Equal(2, end.ExitCode);
        Assert.Contains("line 2", end.Errors);
    }

    [Fact]
    public async Task People_generate_writes_its_file()
    {
        var end = await CampaignProcess.RunAsync(home.Path, ["people", "generate", "--count", "20", "--seed", "1", "--out", "people.csv", "--json"]);
        Assert.Equal((0, ""), (end.ExitCode, end.Errors));
        Assert.Contains("\"rows\":20", end.Output);
        Assert.Equal(21, File.ReadLines(Path.Combine(home.Path, "people.csv")).Count());
    }

    private async Task<CampaignEnd> TextPartsAsync(string input)
    {
        using var started = CampaignProcess.Start(home.Path, ["text", "parts"]);
        return await started.EndAsync(input);
    }
}
