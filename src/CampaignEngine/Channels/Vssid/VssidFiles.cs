using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using CampaignEngine.Storage;
using Dapper;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CampaignEngine.Channels.Vssid;

/// <summary>
/// Hands notices over in signed files (docs/vssid.md). Which notices a file holds is committed before it is written; it comes into sight whole, after
/// its signature; one that may or may not stand there is written again, under its number and with the same lines.
/// </summary>
internal sealed class VssidFiles(NpgsqlDataSource source, VssidKey key, IOptions<VssidOptions> options, TimeProvider clock, ILogger<VssidFiles> log)
{
    public const string Out = "out";
    public const string SignatureEnding = ".sig";

    /// <summary>Letters with accents stand as they are.</summary>
    public static readonly JsonSerializerOptions Words = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private const int LockClass = 0x56737346;

    /// <returns>How many files were written.</returns>
    public async Task<int> ExecuteAsync(CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        if (!await connection.ExecuteScalarAsync<bool>(new("SELECT pg_try_advisory_lock(@LockClass, 0)", new { LockClass }, cancellationToken: cancel))) return 0;
        try
        {
            if (await key.FindAsync(cancel) is not { } secret)
            {
                log.LogError("Notices for VssID wait: there is no key. Enter it by 'campaign channel credential set vssid key'");
                return 0;
            }
            while (await VssidOutbox.BindAsync(connection, options.Value.NoticesPerFile, clock.GetUtcNow(), cancel) > 0) { }
            var files = await VssidOutbox.OpenFilesAsync(connection, cancel);
            foreach (var file in files)
            {
                await WriteAsync(connection, file, secret, cancel);
                FailPoint.Reach(FailPoint.AfterFile);
                await VssidOutbox.FinishAsync(connection, file.FileNo, clock.GetUtcNow(), cancel);
            }
            return files.Count;
        }
        finally
        {
            if (connection.State == System.Data.ConnectionState.Open) await connection.ExecuteAsync("SELECT pg_advisory_unlock(@LockClass, 0)", new { LockClass });
        }
    }

    private async Task WriteAsync(NpgsqlConnection connection, VssidFile file, string secret, CancellationToken cancel)
    {
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(options.Value.Folder, Out)).FullName, file.Name);
        await using (var stream = new FileStream(path + ".part", FileMode.Create, FileAccess.ReadWrite, FileShare.None))
        {
            await using (var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\n" })
            {
                await writer.WriteLineAsync(JsonSerializer.Serialize(new { version = VssidChannel.Version, file = file.FileNo, madeAt = new DateTimeOffset(file.MadeAt, TimeSpan.Zero).ToUnixTimeSeconds() }, Words));
                await foreach (var line in VssidOutbox.LinesAsync(connection, file.FileNo).WithCancellation(cancel)) await writer.WriteLineAsync(line);
            }
            stream.Flush(flushToDisk: true);
            stream.Position = 0;
            var time = new DateTimeOffset(file.MadeAt, TimeSpan.Zero).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
            await File.WriteAllTextAsync(path + SignatureEnding, $"{time} {await VssidSignature.ComputeAsync(secret, time, stream, cancel)}\n", cancel);
        }
        File.Move(path + ".part", path, overwrite: true);
    }
}
