using CampaignEngine.Host;

namespace CampaignEngine.Benchmarks;

public static class Program
{
    public static async Task<int> Main(string[] args)
    {
        try
        {
            return await BenchCommand.RunAsync(args);
        }
        catch (Exception error)
        {
            return ErrorReport.Print(error);
        }
    }
}
