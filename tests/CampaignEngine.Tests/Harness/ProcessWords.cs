using System.Text;

namespace CampaignEngine.Tests.Harness;

/// <summary>What a process writes to one of its streams, line by line as it comes.</summary>
internal sealed class ProcessWords
{
    private readonly Lock gate = new();
    private readonly StringBuilder text = new();
    private TaskCompletionSource more = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ProcessWords(StreamReader stream) => All = ReadAsync(stream);

    /// <summary>Completes when the stream ends.</summary>
    public Task<string> All { get; }

    public async Task SaysAsync(string words, CancellationToken cancel)
    {
        while (true)
        {
            Task next;
            lock (gate)
            {
                if (text.ToString().Contains(words, StringComparison.Ordinal)) return;
                next = more.Task;
            }
            await next.WaitAsync(cancel);
        }
    }

    private async Task<string> ReadAsync(StreamReader stream)
    {
        while (await stream.ReadLineAsync() is { } line)
        {
            TaskCompletionSource waiting;
            lock (gate)
            {
                text.Append(line).Append('\n');
                (waiting, more) = (more, new(TaskCreationOptions.RunContinuationsAsynchronously));
            }
            waiting.SetResult();
        }
        return text.ToString();
    }
}
