using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using CampaignEngine.Channels;
using CampaignEngine.Channels.Vssid;
using CampaignEngine.Messages;
using CampaignEngine.Receipts;
using CampaignEngine.Storage;
using CampaignEngine.Tests.Harness;
using CampaignEngine.Tests.Messages;
using CampaignEngine.Tests.Receipts;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignEngine.Tests.Channels.Vssid;

/// <summary>The hand-over in files, with the app's side played by the test: it reads what stands in the folder and puts its words there.</summary>
public sealed class VssidFileTests : IAsyncLifetime
{
    private readonly VssidUnderTest vssid = new();
    private readonly ScratchFolder shared = new();

    public ValueTask InitializeAsync() => vssid.InitializeAsync();

    [Fact]
    public async Task What_is_dispatched_stands_in_signed_files_once_and_the_people_are_forgotten()
    {
        await using var services = Services(noticesPerFile: "2");
        var channel = services.GetRequiredService<IChannel>();
        Assert.Equal([new Accepted("7-1-1"), new Accepted("7-2-1"), new Rejected(RejectionKind.Content, "not-a-notice")], await channel.SendAsync([Notice(1), Notice(2), Notice(3) with { Body = "one line" }], default));
        // The same again, as after an answer that was lost.
        Assert.Equal([new Accepted("7-2-1"), new Accepted("7-4-1")], await channel.SendAsync([Notice(2), Notice(4)], default));
        await WriteAsync(services);
        await WriteAsync(services);

        Assert.Equal(["notices-00000001.jsonl", "notices-00000001.jsonl.sig", "notices-00000002.jsonl", "notices-00000002.jsonl.sig"], Directory.EnumerateFiles(Out).Select(Path.GetFileName).Order());
        var lines = await File.ReadAllLinesAsync(Path.Combine(Out, "notices-00000001.jsonl"));
        Assert.Equal((1, 1), (Field(lines[0], "version").GetInt32(), Field(lines[0], "file").GetInt32()));
        Assert.Equal(["7-1-1", "7-2-1"], lines.Skip(1).Select(l => Field(l, "id").GetString()));
        Assert.Equal(("012345678901", "Kỳ đóng BHXH tự nguyện"), (Field(lines[1], "person").GetString(), Field(lines[1], "title").GetString()));
        Assert.Equal((vssid.Database.Clock.GetUtcNow() + TimeSpan.FromHours(2)).ToUnixTimeSeconds(), Field(lines[1], "validUntil").GetInt64());
        Assert.Equal(await SignAsync(Path.Combine(Out, "notices-00000001.jsonl"), $"{Field(lines[0], "madeAt").GetInt64()}"), await File.ReadAllTextAsync(Path.Combine(Out, "notices-00000001.jsonl.sig")));
        Assert.Equal((3, 0), await QueryAsync<(int, int)>("SELECT count(*)::int, count(line)::int FROM vssid_notices"));
    }

    [Fact]
    public async Task What_is_in_doubt_was_committed_or_was_not()
    {
        await using var services = Services();
        await services.GetRequiredService<IChannel>().SendAsync([Notice(1)], default);
        var lookUp = services.GetRequiredService<ILookUp>();
        LookUpQuestion Ask(int number, string? id = null) => new(new MessageReference(7, number), "012345678901", VssidUnderTest.Text, id, default);
        Assert.Equal("7-1-1", Assert.Single(Assert.IsType<Found>(await lookUp.AskAsync(Ask(1), default)).Candidates).ProviderId);
        Assert.IsType<NotFound>(await lookUp.AskAsync(Ask(2), default));
        Assert.IsType<Unanswered>(await lookUp.AskAsync(Ask(1, "7-1-1"), default));
    }

    [Fact]
    public async Task Words_of_the_apps_side_are_taken_from_signed_files_and_others_put_aside()
    {
        await vssid.Database.WriteAsync(run: 1, count: 3);
        foreach (var number in (int[])[1, 2, 3]) await vssid.Database.TryMoveAsync(1, number, MessageStatus.Sending, attempt: 1);
        await using var services = Services();
        await TellAsync("a.jsonl", Word("1-1-1", "delivered"), "nonsense", "", Word("1-2-1", "no-account"));
        await TellAsync("b.jsonl", Word("1-3-1", "delivered"));
        await File.AppendAllTextAsync(Path.Combine(In, "b.jsonl"), Word("1-3-1", "read"));
        await File.WriteAllTextAsync(Path.Combine(In, "c.jsonl"), Word("1-3-1", "delivered")); // no signature yet

        Assert.Equal(1, await services.GetRequiredService<TakeReceiptFiles>().ExecuteAsync(default));
        await services.ApplyAsync();
        Assert.Equal([MessageStatus.Delivered, MessageStatus.Undelivered, MessageStatus.Sending],
            [await vssid.Database.StatusAsync(1, 1), await vssid.Database.StatusAsync(1, 2), await vssid.Database.StatusAsync(1, 3)]);
        Assert.Equal((1, 1), await QueryAsync<(int, int)>("SELECT coalesce(sum(count) FILTER (WHERE reason = 'signature'), 0)::int, coalesce(sum(count) FILTER (WHERE reason = 'shape'), 0)::int FROM inbox_rejections WHERE provider = 'vssid'"));
        Assert.Equal(["c.jsonl", "refused/b.jsonl", "refused/b.jsonl.sig", "taken/a.jsonl", "taken/a.jsonl.sig"],
            Directory.EnumerateFiles(In, "*", SearchOption.AllDirectories).Select(p => Path.GetRelativePath(In, p).Replace('\\', '/')).Order(StringComparer.Ordinal));

        await File.WriteAllTextAsync(Path.Combine(In, "c.jsonl.sig"), await SignAsync(Path.Combine(In, "c.jsonl"), "1777942800"));
        Assert.Equal(1, await services.GetRequiredService<TakeReceiptFiles>().ExecuteAsync(default));
        await services.ApplyAsync();
        Assert.Equal(MessageStatus.Delivered, await vssid.Database.StatusAsync(1, 3));
    }

    /// <summary>A real worker that dies when the file stands and nothing of that is written: the next writes the same file again, and no notice is in two.</summary>
    [Fact]
    public async Task A_worker_killed_after_a_file_leaves_one_that_is_written_again_with_the_same_lines()
    {
        await using var services = Services();
        await services.GetRequiredService<IChannel>().SendAsync([Notice(1), Notice(2)], default);
        await using (var connection = await vssid.Database.Source.OpenConnectionAsync())
            await connection.ExecuteAsync("UPDATE engine_clock SET offset_us = (extract(epoch FROM @now - clock_timestamp()) * 1000000)::bigint", new { now = vssid.Database.Clock.GetUtcNow().UtcDateTime });
        using var home = new HomeFolderForTest();
        using (var killed = CampaignProcess.Start(home.Path, ["worker"],
            [.. Settings().Select(s => (s.Key.Replace(":", "__"), s.Value)), ("ConnectionStrings__Main", vssid.Database.ConnectionString), ("Engine__Mode", "Test"), (FailPoint.Variable, FailPoint.AfterFile)]))
            Assert.Equal(137, (await killed.EndAsync()).ExitCode);
        var path = Path.Combine(Out, "notices-00000001.jsonl");
        var before = await File.ReadAllTextAsync(path);
        Assert.Equal((1, 2), await QueryAsync<(int, int)>("SELECT (SELECT count(*)::int FROM vssid_files WHERE written_at IS NULL), count(line)::int FROM vssid_notices"));

        await services.GetRequiredService<IChannel>().SendAsync([Notice(3)], default);
        await WriteAsync(services);
        Assert.Equal(before, await File.ReadAllTextAsync(path));
        Assert.Equal(["7-3-1"], (await File.ReadAllLinesAsync(Path.Combine(Out, "notices-00000002.jsonl"))).Skip(1).Select(l => Field(l, "id").GetString()));
        Assert.Equal((2, 0), await QueryAsync<(int, int)>("SELECT (SELECT count(*)::int FROM vssid_files WHERE written_at IS NOT NULL), count(line)::int FROM vssid_notices"));
    }

    [Fact]
    public async Task The_check_writes_into_the_folder()
    {
        await using (var services = Services())
            Assert.Equal([("key", CheckState.Good), ("folder", CheckState.Good)], (await services.CheckOf("vssid").ExecuteAsync(default)).Select(l => (l.Subject, l.State)));
        var file = Path.Combine(shared.Folder, "no-folder");
        await File.WriteAllTextAsync(file, "");
        await using var wrong = vssid.Database.Services(new Dictionary<string, string?>(Settings()) { ["Vssid:Folder"] = file });
        Assert.Equal(CheckState.Bad, (await wrong.CheckOf("vssid").ExecuteAsync(default))[1].State);
    }

    [Fact]
    public void An_address_and_a_folder_exclude_each_other()
    {
        var options = new VssidOptions { BaseUrl = "https://vssid.example.gov.vn", Folder = "/srv/vssid" };
        Assert.Contains(options.Validate(new ValidationContext(options)), result => result.MemberNames.Contains(nameof(VssidOptions.Folder)));
    }

    public async ValueTask DisposeAsync()
    {
        await vssid.DisposeAsync();
        shared.Dispose();
    }

    private string Out => Path.Combine(shared.Folder, "out");

    private string In => Directory.CreateDirectory(Path.Combine(shared.Folder, "in")).FullName;

    private static OutgoingMessage Notice(int number) => new(new MessageReference(7, number), "012345678901", VssidUnderTest.Text, 1, TimeSpan.FromHours(2));

    private Dictionary<string, string?> Settings(string noticesPerFile = "50000") => new(vssid.Settings(""))
    {
        ["Vssid:Folder"] = shared.Folder,
        ["Vssid:NoticesPerFile"] = noticesPerFile,
    };

    private ServiceProvider Services(string noticesPerFile = "50000") => vssid.Database.Services(Settings(noticesPerFile));

    private static Task WriteAsync(IServiceProvider services) => ActivatorUtilities.CreateInstance<VssidFilesJob>(services).RunAsync(default);

    private static string Word(string id, string word) => $$"""{"version":1,"id":"{{id}}","event":"{{word}}"}""";

    private async Task TellAsync(string name, params string[] lines)
    {
        var path = Path.Combine(In, name);
        await File.WriteAllLinesAsync(path, lines);
        await File.WriteAllTextAsync(path + ".sig", await SignAsync(path, "1777942800"));
    }

    private static async Task<string> SignAsync(string path, string time) => $"{time} {VssidSignature.Compute(VssidUnderTest.Key, time, await File.ReadAllBytesAsync(path))}\n";

    private static JsonElement Field(string line, string name) => JsonDocument.Parse(line).RootElement.GetProperty(name);

    private async Task<T> QueryAsync<T>(string sql)
    {
        await using var connection = await vssid.Database.Source.OpenConnectionAsync();
        return await connection.QuerySingleAsync<T>(sql);
    }
}
