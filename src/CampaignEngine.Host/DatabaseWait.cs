using CampaignEngine.Storage;
using Npgsql;

namespace CampaignEngine.Host;

/// <summary>Processes that are there to stay wait for a database that is not up yet, so that the order in which a machine starts them does not matter.</summary>
internal static class DatabaseWait
{
    public static async Task UntilThereAsync(NpgsqlDataSource source, CancellationToken cancel)
    {
        for (var said = false; ; said = true)
        {
            try
            {
                await using var connection = await source.OpenConnectionAsync(cancel);
                return;
            }
            catch (Exception away) when (DatabaseOutage.Is(away))
            {
                if (!said)
                    await Console.Error.WriteLineAsync(
                        $"Chưa kết nối được cơ sở dữ liệu; đang chờ. / The database does not answer yet; waiting. ({away.Message})");
            }
            await Task.Delay(TimeSpan.FromSeconds(1), cancel);
        }
    }
}
