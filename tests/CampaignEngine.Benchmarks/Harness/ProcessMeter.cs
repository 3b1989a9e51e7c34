using System.Globalization;

namespace CampaignEngine.Benchmarks.Harness;

/// <summary>What the kernel counts of processes (Linux).</summary>
internal static class ProcessMeter
{
    /// <summary>The unit of /proc/PID/stat, the same on every Linux.</summary>
    private const double TicksPerSecond = 100;

    /// <summary>CPU-seconds of the processes, of those they have waited for, and of their children that still run.</summary>
    public static double CpuSeconds(IEnumerable<int> processes)
    {
        var wanted = processes.ToHashSet();
        return Directory.EnumerateDirectories("/proc")
            .Select(Path.GetFileName).Where(name => name!.All(char.IsAsciiDigit)).Select(name => Read(name!))
            .Where(stat => stat is not null && (wanted.Contains(stat.Id) || wanted.Contains(stat.Parent)))
            .Sum(stat => stat!.Ticks) / TicksPerSecond;
    }

    /// <summary>The largest resident memory the process has had.</summary>
    public static double PeakMiB(int process)
    {
        var line = File.ReadLines($"/proc/{process}/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return long.Parse(line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024.0;
    }

    private static Stat? Read(string process)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{process}/stat");
            // The name stands between parentheses and may hold spaces; utime, stime, cutime, cstime are fields 14 to 17.
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return new Stat(int.Parse(process, CultureInfo.InvariantCulture), Number(fields[1]), Number(fields[11]) + Number(fields[12]) + Number(fields[13]) + Number(fields[14]));
        }
        catch (IOException)
        {
            return null; // it ended while we looked
        }
    }

    private static int Number(string field) => int.Parse(field, CultureInfo.InvariantCulture);

    private sealed record Stat(int Id, int Parent, long Ticks);
}
