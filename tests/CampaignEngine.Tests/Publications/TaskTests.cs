using System.Net;
using CampaignEngine.Access;
using CampaignEngine.Calendar;
using CampaignEngine.Host.Public;
using CampaignEngine.Publications;
using CampaignEngine.Tests.Campaigns;
using CampaignEngine.Tests.Harness;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace CampaignEngine.Tests.Publications;

/// <summary>What people publish for us: from the campaign's file over the one-time link to the week's broadcasts.</summary>
public sealed class TaskTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const string Lotus = """{ "channel": "lotus", "texts": { "vi": "Bài Lotus" }, "assignee": "Nguyễn Văn B", "escalateTo": "BHXH tỉnh" }""";
    private const string Loudspeaker = """{ "channel": "loudspeaker", "texts": { "vi": "Bản tin" }, "assignee": "Đài xã", "escalateTo": "BHXH cơ sở", "communes": ["00001", "00002"] }""";
    private const string Proof = "https://lotus.vn/w/post/1.htm";

    [Fact]
    public async Task A_launch_gives_each_commune_its_task_and_time_makes_them_late()
    {
        await using var bench = await StartAsync(Lotus, Loudspeaker);
        Assert.Equal([("lotus", ""), ("loudspeaker", "00001"), ("loudspeaker", "00002")], (await ListAsync(bench)).OrderBy(t => t.TaskId).Select(t => (t.Channel, t.Commune)));
        var sweep = bench.Services.GetRequiredService<SweepTasks>();
        foreach (var (hours, state, told) in ((int, string, int)[])[(0, TaskState.Due, 0), (3, TaskState.Overdue, 3), (1, TaskState.Overdue, 0), (21, TaskState.Escalated, 3), (1, TaskState.Escalated, 0), (24, TaskState.Expired, 0)])
        {
            database.Clock.Advance(TimeSpan.FromHours(hours));
            Assert.Equal(told, await sweep.ExecuteAsync(default));
            Assert.All(await ListAsync(bench), t => Assert.Equal(state, t.State));
        }
    }

    [Fact]
    public async Task Of_a_cancelled_run_the_tasks_are_cancelled_and_what_is_done_stays()
    {
        await using var bench = await StartAsync(Lotus, Loudspeaker);
        var actor = await bench.UserAsync("op", Role.Operator);
        await bench.Services.GetRequiredService<ConfirmTask>().ExecuteAsync(actor, (await ListAsync(bench))[0].TaskId, new TaskProof(database.Clock.GetUtcNow(), Proof), default);
        await bench.Connection.ExecuteAsync("UPDATE runs SET state = 'cancelled'");
        await bench.Services.GetRequiredService<SweepTasks>().ExecuteAsync(default);
        Assert.Equal([TaskState.Done, TaskState.Cancelled, TaskState.Cancelled], (await ListAsync(bench)).OrderBy(t => t.TaskId).Select(t => t.State));
    }

    [Theory]
    [InlineData(Proof, 0, null)]
    [InlineData("https://lotus.vn@evil.example/1", 0, "link-userinfo")]
    [InlineData("https://lotus.vn.evil.example/1", 0, "link-host")]
    [InlineData("http://lotus.vn/1", 0, "link-scheme")]
    [InlineData(Proof, 5, "proof-time")]
    [InlineData(Proof, -60 * 30, "proof-time")]
    public async Task A_post_is_done_by_its_public_address_and_a_likely_time(string where, int minutes, string? code)
    {
        await using var bench = await StartAsync(Lotus);
        var actor = await bench.UserAsync("op", Role.Operator);
        var confirm = bench.Services.GetRequiredService<ConfirmTask>();
        var id = (await ListAsync(bench))[0].TaskId;
        var proof = new TaskProof(database.Clock.GetUtcNow().AddMinutes(minutes), where);
        if (code is null) await confirm.ExecuteAsync(actor, id, proof, default);
        else Assert.Equal(code, (await Assert.ThrowsAsync<RefusedException>(() => confirm.ExecuteAsync(actor, id, proof, default))).Problems[0].Code);
        Assert.Equal(code is null ? TaskState.Done : TaskState.Assigned, (await ListAsync(bench))[0].State);
        if (code is null) await Assert.ThrowsAsync<RefusedException>(() => confirm.ExecuteAsync(actor, id, proof, default));
    }

    [Fact]
    public async Task A_bulletin_counts_each_broadcast_of_its_week_once_and_Thursday_warns()
    {
        await using var bench = await StartAsync(Loudspeaker);
        var actor = await bench.UserAsync("op", Role.Operator);
        var confirm = bench.Services.GetRequiredService<ConfirmTask>();
        var first = (await ListAsync(bench)).OrderBy(t => t.TaskId).First();
        var now = database.Clock.GetUtcNow();
        foreach (var minutes in (int[])[-30, -30, -10]) await confirm.ExecuteAsync(actor, first.TaskId, new TaskProof(now.AddMinutes(minutes), "Nhà văn hóa"), default);
        var week = bench.Services.GetRequiredService<BroadcastWeek>();
        var monday = VietnamTime.DayOf(now).AddDays(-(((int)VietnamTime.DayOf(now).DayOfWeek + 6) % 7));
        Assert.Equal([("00001", 2), ("00002", 0)], (await week.ExecuteAsync(VietnamTime.DayOf(now), default)).Select(c => (c.Commune, c.Broadcasts)));
        var thursday = VietnamTime.At(monday.AddDays(3), new TimeOnly(8, 0));
        if (thursday > now) database.Clock.Advance(thursday - now);
        Assert.Equal([("00001", false), ("00002", true)], (await week.ExecuteAsync(VietnamTime.DayOf(now), default)).Select(c => (c.Commune, c.Short)));
    }

    [Fact]
    public async Task A_figure_stands_and_its_correction_says_why()
    {
        await using var bench = await StartAsync(Lotus);
        var actor = await bench.UserAsync("op", Role.Operator);
        var id = (await ListAsync(bench))[0].TaskId;
        var enter = bench.Services.GetRequiredService<EnterFigure>();
        await Assert.ThrowsAsync<RefusedException>(() => enter.ExecuteAsync(actor, id, new TaskFigure(24, "views", 10), null, default));
        await bench.Services.GetRequiredService<ConfirmTask>().ExecuteAsync(actor, id, new TaskProof(database.Clock.GetUtcNow(), Proof), default);
        await enter.ExecuteAsync(actor, id, new TaskFigure(24, "views", 10), null, default);
        Assert.Equal("correction-reason", (await Assert.ThrowsAsync<RefusedException>(() => enter.ExecuteAsync(actor, id, new TaskFigure(24, "views", 12), " ", default))).Problems[0].Code);
        await enter.ExecuteAsync(actor, id, new TaskFigure(24, "views", 12), "đọc nhầm", default);
        Assert.Equal("figure-shape", (await Assert.ThrowsAsync<RefusedException>(() => enter.ExecuteAsync(actor, id, new TaskFigure(25, "views", 12), null, default))).Problems[0].Code);
        Assert.Equal([10L, 12L], await bench.Connection.QueryAsync<long>("SELECT value FROM task_figures ORDER BY figure_id"));
        Assert.Equal(TaskState.Measured, (await ListAsync(bench))[0].State);
    }

    [Fact]
    public async Task A_file_confirms_by_task_or_commune_whole_or_not_at_all_and_once()
    {
        await using var bench = await StartAsync(Lotus, Loudspeaker);
        var actor = await bench.UserAsync("op", Role.Operator);
        var import = bench.Services.GetRequiredService<ImportConfirmations>();
        var tasks = (await ListAsync(bench)).OrderBy(t => t.TaskId).ToList();
        var now = VietnamTime.Of(database.Clock.GetUtcNow());
        using var folder = new ScratchFolder();
        string File(string name, params string[] rows)
        {
            var path = Path.Combine(folder.Folder, name);
            System.IO.File.WriteAllLines(path, ["Nhiệm vụ,Mã xã,Thời điểm,Minh chứng", .. rows]);
            return path;
        }

        var (a, b) = ($"{now:yyyy-MM-dd HH:mm}", $"{now.AddHours(-2):dd/MM/yyyy HH:mm}");
        var good = File("good.csv", $"{tasks[0].TaskId},,{a},{Proof}", $",00001,{a},Nhà văn hóa", $",00001,{b},Nhà văn hóa", $"{tasks[2].TaskId},,{b},Đình");
        var bad = File("bad.csv", $"{tasks[0].TaskId},,{a},{Proof}", $",99999,{a},Nhà văn hóa", ",00001,hôm qua,Nhà văn hóa", $",,{a},x");
        Assert.Equal(["confirmation-time", "confirmation-of"], (await Assert.ThrowsAsync<RefusedException>(() => import.ExecuteAsync(actor, bad, default))).Problems.Select(p => p.Code));
        var worse = File("worse.csv", $"{tasks[0].TaskId},,{a},{Proof}", $",99999,{a},Nhà văn hóa", $"{tasks[1].TaskId},,{now.AddHours(3):yyyy-MM-dd HH:mm},Đình");
        var refused = await Assert.ThrowsAsync<RefusedException>(() => import.ExecuteAsync(actor, worse, default));
        Assert.Equal(["task-unclear", "proof-time"], refused.Problems.Select(p => p.Code));
        Assert.Contains("worse.csv, hàng/row 3", refused.Problems[0].Where);
        Assert.All(await ListAsync(bench), t => Assert.Equal(TaskState.Assigned, t.State));

        Assert.Equal(new ConfirmationsReport(4, 0), await import.ExecuteAsync(actor, good, default));
        Assert.Equal(new ConfirmationsReport(0, 4), await import.ExecuteAsync(actor, good, default));
        Assert.All(await ListAsync(bench), t => Assert.Equal(TaskState.Done, t.State));
        Assert.Equal(3, await bench.ScalarAsync<int>("SELECT count(*) FROM broadcasts"));
        await Assert.ThrowsAsync<RefusedException>(() => import.ExecuteAsync(actor, File("none.csv"), default));
    }

    [Fact]
    public async Task A_bulletin_says_how_it_is_read_and_how_long()
    {
        await using var bench = await StartAsync(Loudspeaker.Replace("Bản tin", "BHXH gọi 1900 9068"));
        var bulletin = Bulletin.Of((await ListAsync(bench))[0], pace: 180);
        Assert.Equal("bảo hiểm xã hội gọi một chín không không chín không sáu tám", bulletin.Text);
        Assert.Equal((TimeSpan.FromMinutes(13 / 180.0), false), (bulletin.Length, bulletin.Fits));
        var km = Bulletin.Of((await ListAsync(bench))[0] with { Language = "km" }, pace: 180);
        Assert.Equal((null, true), (km.Length, km.Fits));
    }

    [Fact]
    public async Task Lotus_without_a_person_is_refused()
    {
        await using var bench = await CampaignBench.StartAsync(database);
        await bench.PeopleAsync(1);
        var refused = await Assert.ThrowsAsync<RefusedException>(() => bench.CreateAsync(PlanJson.With("publications", """[{ "channel": "lotus", "texts": { "vi": "Bài" } }]""")));
        Assert.Contains(refused.Problems, p => p.Code == "no-assignee");
    }

    [Fact]
    public async Task The_link_shows_the_text_takes_the_proof_once_and_is_then_good_for_nothing()
    {
        await using var bench = await StartAsync(Lotus);
        await using var app = await HostAsync();
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        var actor = await bench.UserAsync("op", Role.Operator);
        var id = (await ListAsync(bench))[0].TaskId;
        var links = app.Services.GetRequiredService<TaskLink>();
        var old = new Uri(await links.MakeAsync(actor, id, default)).AbsolutePath;
        var path = new Uri(await links.MakeAsync(actor, id, default)).AbsolutePath;

        foreach (var dead in (string[])[old, TaskLink.Path($"{id}", "guess"), TaskLink.Path($"{id + 1}", path.Split('/')[^1])])
            Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync(dead)).StatusCode);
        var page = WebUtility.HtmlDecode(await http.GetStringAsync(path));
        Assert.Contains("Bài Lotus", page);
        Assert.Contains("Nguyễn Văn B", page);

        var time = VietnamTime.Of(database.Clock.GetUtcNow()).ToString("yyyy-MM-dd'T'HH:mm", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(http, path, time, "https://evil.example/1")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(http, path, "gestern", Proof)).StatusCode);
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => PostAsync(http, path, time, Proof)));
        Assert.Equal(1, answers.Count(a => a.StatusCode == HttpStatusCode.OK));
        var done = (await ListAsync(bench))[0];
        Assert.Equal((TaskState.Done, "link: Nguyễn Văn B", Proof), (done.State, done.DoneBy, done.Proof));
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync(path)).StatusCode);
        Assert.Equal(1, await bench.ScalarAsync<int>("SELECT count(*) FROM audit WHERE action = 'task.confirm-by-link'"));
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient http, string path, string at, string where) =>
        http.PostAsync(path, new FormUrlEncodedContent([new("at", at), new("where", where)]));

    private async Task<WebApplication> HostAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration["Webhooks:PublicBaseUrl"] = "https://public.example.gov.vn";
        builder.Services.AddCampaignEngine(builder.Configuration);
        builder.Services.Replace(ServiceDescriptor.Singleton(database.Source));
        builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(database.Clock));
        var app = builder.Build();
        app.MapTaskPage();
        await app.StartAsync();
        return app;
    }

    private async Task<CampaignBench> StartAsync(params string[] publications)
    {
        var bench = await CampaignBench.StartAsync(database);
        await bench.PeopleAsync(2);
        await bench.LaunchedAsync(PlanJson.With("publications", $"[{string.Join(", ", publications)}]"));
        return bench;
    }

    private static Task<IReadOnlyList<AssistedTask>> ListAsync(CampaignBench bench) => bench.Services.GetRequiredService<TaskStore>().ListAsync(null, open: false, default);
}
