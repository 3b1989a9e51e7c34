using System.CommandLine;
using System.Text.Json;
using CampaignEngine.Text;

namespace CampaignEngine.Host.Commands;

internal static class TextCommands
{
    public static Command Create() => new("text", "SMS encoding and parts") { Parts() };

    private static Command Parts()
    {
        var command = new Command("parts", """Reads JSON lines {"text":…} and answers {"encoding":"GSM7|UCS2","units":…,"parts":…} each; needs no database""");
        command.SetAction(async (_, cancel) =>
        {
            using var input = new StreamReader(Console.OpenStandardInput());
            await using var output = new StreamWriter(Console.OpenStandardOutput());
            for (var line = 1; await ReadLineAsync(input, cancel) is { } json; line++)
            {
                var size = SmsText.Measure(SmsText.Normalise(TextOf(json, line)));
                await output.WriteLineAsync($$"""{"encoding":"{{size.Encoding}}","units":{{size.Units}},"parts":{{size.Parts}}}""");
            }
            return ExitStatus.Ok;
        });
        return command;
    }

    /// <summary>A read from a terminal cannot be cancelled: the wait for it is.</summary>
    private static Task<string?> ReadLineAsync(StreamReader input, CancellationToken cancel)
    {
        var line = input.ReadLineAsync(cancel);
        return line.IsCompleted ? line.AsTask() : line.AsTask().WaitAsync(cancel);
    }

    private static string TextOf(string json, int line)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("text", out var text) && text.ValueKind == JsonValueKind.String)
                return text.GetString()!;
        }
        catch (JsonException) { }
        catch (InvalidOperationException) { } // half a surrogate pair in an escape
        throw new RefusedException("not-a-text-line", $"line {line}", """Mỗi dòng phải là {"text":"…"}.""", """Each line must be {"text":"…"}.""");
    }
}
