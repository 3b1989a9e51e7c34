using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace CampaignEngine.Storage;

/// <summary>
/// Runs PostgreSQL's programs as the user they accept: PostgreSQL refuses root, so root hands over to the postgres user with
/// setpriv, which execs (the child's id is the server's).
/// </summary>
public static class PostgresProcess
{
    public static Process Start(string folder, string program, IEnumerable<string> arguments, bool quiet = true)
    {
        var start = new ProcessStartInfo { WorkingDirectory = "/", RedirectStandardOutput = quiet, RedirectStandardError = quiet, RedirectStandardInput = true };
        var path = Path.Combine(folder, program);
        if (Environment.IsPrivilegedProcess)
        {
            start.FileName = "setpriv";
            foreach (var word in (string[])["--reuid=postgres", "--regid=postgres", "--init-groups", path]) start.ArgumentList.Add(word);
        }
        else start.FileName = path;
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        // The engine's own LC_* must not decide how the cluster sorts or speaks.
        start.Environment["LC_ALL"] = "C.UTF-8";
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }

    /// <summary>Runs a program to its end; its error output becomes the exception's text.</summary>
    public static async Task RunAsync(string folder, string program, IEnumerable<string> arguments, CancellationToken cancel)
    {
        using var process = Start(folder, program, arguments);
        var output = process.StandardOutput.ReadToEndAsync(cancel);
        var errors = await process.StandardError.ReadToEndAsync(cancel);
        await output;
        await process.WaitForExitAsync(cancel);
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {errors.Trim()}");
    }

    /// <summary>The words a running process was started with, or null where there is none of that id.</summary>
    public static string? CommandLineOf(string pid)
    {
        if (pid.Length == 0 || !pid.All(char.IsAsciiDigit)) return null;
        if (OperatingSystem.IsLinux())
        {
            try
            {
                return File.ReadAllText($"/proc/{pid}/cmdline");
            }
            catch (IOException)
            {
                return null; // it ended while we looked, or never was
            }
        }
        using var ps = Process.Start(new ProcessStartInfo("ps", ["-o", "command=", "-p", pid]) { RedirectStandardOutput = true })!;
        return ps.StandardOutput.ReadToEnd() is { Length: > 0 } words ? words : null;
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Gives a folder to the server's user, where the engine itself runs as root.</summary>
    public static async Task HandOverAsync(string folder, CancellationToken cancel)
    {
        if (!Environment.IsPrivilegedProcess) return;
        using var chown = Process.Start("chown", ["-R", "postgres:postgres", folder]);
        await chown.WaitForExitAsync(cancel);
        if (chown.ExitCode != 0) throw new InvalidOperationException($"'{folder}' could not be given to the user postgres.");
    }
}
