using CampaignEngine.Storage;
using Hangfire.PostgreSql;

namespace CampaignEngine.Host;

/// <summary>Processes that are there to stay wait for a database that is not up yet, so that the order in which a machine starts them does not matter.</summary>
internal static class DatabaseWait
{
    /// <summary>Does an act of the start again from its beginning, as long as the database is away; says so once.</summary>
    public static async Task ThroughAsync(Func<Task> act, CancellationToken cancel)
    {
        for (var said = false; ; said = true)
        {
            try
            {
                await act();
                return;
            }
            // A database that died amid the start keeps the job queue's lock of that start until it is void.
            catch (Exception away) when (DatabaseOutage.Is(away) || away is PostgreSqlDistributedLockException)
            {
                if (!said)
                    await Console.Error.WriteLineAsync(
                        $"Chưa kết nối được cơ sở dữ liệu; đang chờ. / The database does not answer yet; waiting. ({away.Message})");
            }
            await Task.Delay(TimeSpan.FromSeconds(1), cancel);
        }
    }
}
