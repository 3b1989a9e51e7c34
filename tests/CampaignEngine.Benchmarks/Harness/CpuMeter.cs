namespace CampaignEngine.Benchmarks.Harness;

/// <summary>CPU-seconds since it was made.</summary>
internal sealed class CpuMeter(int[] processes)
{
    private readonly double began = ProcessMeter.CpuSeconds(processes);

    public double Seconds => ProcessMeter.CpuSeconds(processes) - began;

    public static CpuMeter Of(params int[] processes) => new(processes);
}
