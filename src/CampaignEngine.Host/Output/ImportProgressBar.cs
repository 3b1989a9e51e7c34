using CampaignEngine.Recipients;
using Spectre.Console;

namespace CampaignEngine.Host.Output;

/// <summary>A bar on standard error while a person watches; nothing in a pipe, a log or beside --json.</summary>
internal static class ImportProgressBar
{
    public static async Task<T> RunAsync<T>(bool json, Func<IProgress<PeopleImportProgress>?, Task<T>> work)
    {
        if (json || Console.IsOutputRedirected || Console.IsErrorRedirected) return await work(null);
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return await console.Progress().Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn()).StartAsync(async bars =>
        {
            var reading = bars.AddTask("Đọc và kiểm tra / Reading");
            return await work(new Bar(reading, bars));
        });
    }

    /// <summary>Reports on the reader's own thread: it has the rhythm already.</summary>
    private sealed class Bar(ProgressTask reading, ProgressContext bars) : IProgress<PeopleImportProgress>
    {
        private ProgressTask? writing;

        public void Report(PeopleImportProgress value)
        {
            reading.Value = value.Read * 100;
            reading.Description = $"Đọc và kiểm tra / Reading: {value.Rows:N0}";
            if (value.Read < 1 || writing is not null) return;
            writing = bars.AddTask("Ghi vào cơ sở dữ liệu / Writing");
            writing.IsIndeterminate = true;
        }
    }
}
