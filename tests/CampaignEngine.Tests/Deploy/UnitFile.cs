using CampaignEngine.Tests.Harness;

namespace CampaignEngine.Tests.Deploy;

/// <summary>A systemd unit of deploy/ as systemd reads it: settings that may stand several times.</summary>
internal sealed class UnitFile(string name)
{
    private readonly IReadOnlyList<(string Key, string Value)> lines = [.. File.ReadLines(Checkout.Path("deploy", "systemd", name))
        .Where(line => line.Length > 0 && line[0] is not ('#' or ';' or '['))
        .Select(line => (line[..line.IndexOf('=', StringComparison.Ordinal)], line[(line.IndexOf('=', StringComparison.Ordinal) + 1)..]))];

    public string One(string key) => lines.Single(line => line.Key == key).Value;

    public IEnumerable<string> All(string key) => lines.Where(line => line.Key == key).Select(line => line.Value);

    /// <summary>As it stands on a machine, with another folder for the installed product.</summary>
    public string[] Command(string installed) => [.. One("ExecStart").Replace("/opt/campaign/current", installed, StringComparison.Ordinal).Split(' ')];
}
