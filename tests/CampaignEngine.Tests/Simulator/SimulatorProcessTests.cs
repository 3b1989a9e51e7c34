using System.Diagnostics;
using CampaignEngine.Simulator;

namespace CampaignEngine.Tests.Simulator;

public sealed class SimulatorProcessTests
{
    [Fact]
    public async Task It_prints_its_address_and_ends_with_the_process_it_was_told_to_follow()
    {
        using var parent = Process.Start(new ProcessStartInfo("sleep", "120"))!;
        using var simulator = Process.Start(new ProcessStartInfo("dotnet",
            [typeof(SimulatorApp).Assembly.Location, "--urls", "http://127.0.0.1:0", "--parent", $"{parent.Id}", "--behaviour:seed", "42", "--behaviour:stop", "0.25"])
        { RedirectStandardOutput = true })!;
        try
        {
            var line = await simulator.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60));
            Assert.StartsWith("simulator http://127.0.0.1:", line);
            using var http = new HttpClient();
            var control = await http.GetStringAsync(line!.Split(' ')[1] + "/control");
            Assert.Contains("\"seed\":42", control);
            Assert.Contains("\"stop\":0.25", control);
            parent.Kill();
            await parent.WaitForExitAsync();
            await simulator.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
        }
        finally
        {
            if (!parent.HasExited) parent.Kill();
            if (!simulator.HasExited) simulator.Kill();
        }
    }
}
