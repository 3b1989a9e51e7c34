using System.Diagnostics;
using CampaignEngine.Access;
using CampaignEngine.Places;
using CampaignEngine.Recipients.Generation;
using CampaignEngine.Simulator;
using CampaignEngine.Storage;
using CampaignEngine.Tests.Harness;

namespace CampaignEngine.Tests.Crash;

/// <summary>Imports that die inside their transaction; the last one is whole, and the same file again changes nothing.</summary>
internal static class ImportScene
{
    public static async Task<CrashRow> RunAsync(CrashServer server, int kills, int people)
    {
        var watch = Stopwatch.StartNew();
        await using var installation = await CrashInstallation.StartAsync(server, new BehaviourSettings());
        var users = installation.Get<Users>();
        var root = (await users.FindByTokenAsync(await users.AddAsync(null, "root", [Role.Administrator], default), default))!;
        var token = await users.AddAsync(root, "importer", [Role.Operator], default);
        await installation.Get<ImportPlaces>().ExecuteAsync(SharedData.Path("communes.csv"), new DateOnly(2025, 7, 1), "test", root.UserId, default);
        var path = installation.File("people.csv");
        var file = GeneratePeople.Execute(people, seed: 5, path, default);
        string[] command = ["people", "import", path, "--as-of", $"{GenerationShares.StateOn:yyyy-MM-dd}", "--json"];
        for (var kill = 0; kill < kills; kill++)
        {
            var import = installation.Start(command, FailPoint.MidImport, token);
            await CrashInstallation.DiesAsync(import);
            Assert.Equal((0, 0), (await CountAsync("recipients"), await CountAsync("imports WHERE kind = 'people'")));
        }
        foreach (var _ in (int[])[1, 2])
        {
            var import = installation.Start(command, failPoint: null, token);
            var end = await import.EndAsync();
            Assert.True(end.ExitCode == 0, end.Errors);
        }
        var (taken, distinct) = (await CountAsync("recipients"), await installation.ScalarAsync<int>("SELECT count(DISTINCT coalesce(personal_number, insurance_number)) FROM recipients"));
        Assert.Equal((distinct, 1), (taken, await CountAsync("imports WHERE kind = 'people'")));
        // Of the invented file is known beforehand how many rows are good.
        return new CrashRow("mid-import", kills, people - (int)file.FaultyRows, taken, people - (int)file.FaultyRows - taken, taken - distinct, 0, 0, watch.Elapsed.TotalSeconds);

        Task<int> CountAsync(string table) => installation.ScalarAsync<int>($"SELECT count(*) FROM {table}");
    }
}
