namespace CampaignEngine.Simulator;

/// <summary>Ends the simulator when the process that started it is gone, so that a killed demo leaves nothing behind.</summary>
internal static class ParentWatch
{
    public static async Task StopWithAsync(int parent, IHostApplicationLifetime lifetime)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1));
        while (await timer.WaitForNextTickAsync(lifetime.ApplicationStopping))
            if (!Directory.Exists($"/proc/{parent}"))
            {
                lifetime.StopApplication();
                return;
            }
    }
}
