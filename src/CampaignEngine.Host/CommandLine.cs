using System.CommandLine;

namespace CampaignEngine.Host;

/// <summary>The table of commands. Each command group is one file in Commands/ and one line here.</summary>
public static class CommandLine
{
    public static async Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("CampaignEngine: reaches people about voluntary social insurance");
        return await root.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
    }
}
