using System.CommandLine;
using CampaignEngine.Calendar;
using CampaignEngine.Host.Output;
using CampaignEngine.Media;
using CampaignEngine.Publications;
using Microsoft.Extensions.Options;

namespace CampaignEngine.Host.Commands;

/// <summary>What people publish for us: posts without a machine's door, bulletins over loudspeakers.</summary>
internal static class TaskCommands
{
    private static readonly Argument<int> Id = new("ID") { Description = "As 'task list' prints it" };
    private static readonly Option<bool> Json = new("--json") { Description = "One JSON object on standard output" };

    public static Command Create() => new("task", "What people publish for us: lists, links, confirmations, figures, broadcasts of a week")
    {
        List(), Show(), Link(), Done(), Import(), Skip(), Figure(), Week(),
    };

    private static Command List()
    {
        var run = new Option<int?>("--run") { Description = "Only this run's" };
        var open = new Option<bool>("--open") { Description = "Only what is still to be done" };
        var command = new Command("list", "Tasks by due time, with who does them") { run, open, Json };
        command.SetAction((parse, cancel) => Engine.RunAsync(parse, async (engine, cancel) =>
        {
            _ = engine.Actor;
            var tasks = await engine.Get<TaskStore>().ListAsync(parse.GetValue(run), parse.GetValue(open), cancel);
            if (parse.GetValue(Json)) JsonOutput.Print(new { tasks });
            else foreach (var t in tasks) Console.WriteLine($"{t.TaskId}\trun {t.RunId}\t{t.Channel}\t{t.Language}\t{t.Commune}\t{t.State}\t{t.DueAt:yyyy-MM-ddTHH:mm:ssZ}\t{t.Assignee}\t{t.Proof}");
            return ExitStatus.Ok;
        }, cancel));
        return command;
    }

    private static Command Show()
    {
        var command = new Command("show", "The prepared text of a task, to be copied; of a bulletin the words as they are read, and how long that takes") { Id };
        command.SetAction((parse, cancel) => Engine.RunAsync(parse, async (engine, cancel) =>
        {
            _ = engine.Actor;
            var task = await engine.Get<TaskStore>().FindAsync(parse.GetValue(Id), cancel)
                ?? throw new RefusedException("unknown-task", $"task {parse.GetValue(Id)}", "Không có nhiệm vụ này.", "There is no such task.");
            Console.WriteLine(task.Body);
            if (task.IsBroadcast) Print(Bulletin.Of(task, engine.Get<IOptions<PublicationOptions>>().Value.SyllablesPerMinute));
            if (task.Link is { } link) Console.WriteLine(link);
            foreach (var file in await engine.Get<AssetStore>().FindAsync(task.Assets, cancel)) Console.WriteLine($"asset {file.AssetId}\t{file.FileName}\t{file.Size}\tsha256 {file.Hash}\t{file.Description}");
            return ExitStatus.Ok;
        }, cancel));
        return command;
    }

    private static void Print(Bulletin bulletin)
    {
        Console.WriteLine($"\n--- đọc / read ---\n{bulletin.Text}\n---");
        if (bulletin.Length is not { } length) Console.WriteLine("Độ dài theo bản thu. / Its length is the recording's.");
        else
            Console.WriteLine($"{length:m\\:ss} một lượt, {2 * length:m\\:ss} hai lượt / one reading, two readings"
                + (bulletin.Fits ? "" : $"; bản tin dài {Bulletin.Shortest.TotalMinutes}-{Bulletin.Longest.TotalMinutes} phút / a bulletin takes {Bulletin.Shortest.TotalMinutes}-{Bulletin.Longest.TotalMinutes} minutes"));
        if (bulletin.Unread.Count > 0) Console.WriteLine($"Viết lại cho dễ đọc / rewrite: {string.Join(", ", bulletin.Unread)}");
    }

    private static Command Link() => One("link", "Prints an address by which the task is confirmed without an account; the one before becomes void", [],
        async (engine, parse, id, cancel) => Console.WriteLine(await engine.Get<TaskLink>().MakeAsync(engine.Actor, id, cancel)));

    private static Command Done()
    {
        var at = new Option<DateTime>("--at") { Description = "When it was published, Vietnam time: 2026-05-05T08:00", Required = true };
        var where = new Option<string>("--proof") { Description = "The public address of the post; of a broadcast, the place", Required = true };
        return One("done", "Writes down that a task is done, with its proof; a broadcast may be confirmed for several times", [at, where], (engine, parse, id, cancel) =>
        {
            var local = parse.GetValue(at);
            var moment = VietnamTime.At(DateOnly.FromDateTime(local), TimeOnly.FromDateTime(local)).ToUniversalTime();
            return engine.Get<ConfirmTask>().ExecuteAsync(engine.Actor, id, new TaskProof(moment, parse.GetValue(where)!), cancel);
        });
    }

    private static Command Import()
    {
        var file = new Argument<string>("FILE") { Description = "CSV (UTF-8) or XLSX: task or commune, at (Vietnam time), proof" };
        var command = new Command("import", "Takes confirmations gathered in a file, all or none; the same file again changes nothing") { file };
        command.SetAction((parse, cancel) => Engine.RunAsync(parse, async (engine, cancel) =>
        {
            var report = await engine.Get<ImportConfirmations>().ExecuteAsync(engine.Actor, parse.GetValue(file)!, cancel);
            Console.WriteLine($"{report.Taken} xác nhận mới, {report.Repeated} đã có / {report.Taken} taken, {report.Repeated} known before");
            return ExitStatus.Ok;
        }, cancel));
        return command;
    }

    private static Command Skip()
    {
        var reason = new Option<string>("--reason") { Description = "Why; kept in the audit trail", Required = true };
        return One("skip", "Writes down that a task will not be done", [reason],
            (engine, parse, id, cancel) => engine.Get<SkipTask>().ExecuteAsync(engine.Actor, id, parse.GetValue(reason)!, cancel));
    }

    private static Command Figure()
    {
        var step = new Option<int>("--step") { Description = "Hours after it was published: 24 or 168", Required = true };
        var metric = new Option<string>("--metric") { Description = string.Join(", ", EnterFigure.Metrics), Required = true };
        var value = new Option<long>("--value") { Description = "As read off", Required = true };
        var reason = new Option<string?>("--reason") { Description = "Of a correction" };
        return One("figure", "Takes a figure that a person read off; a correction says why, and the first stays", [step, metric, value, reason], (engine, parse, id, cancel) =>
            engine.Get<EnterFigure>().ExecuteAsync(
                engine.Actor, id, new TaskFigure(parse.GetValue(step), parse.GetValue(metric)!, parse.GetValue(value)), parse.GetValue(reason), cancel));
    }

    private static Command Week()
    {
        var day = new Option<DateOnly?>("--day") { Description = "Any day of the week; without it, this week" };
        var command = new Command("week", "Confirmed broadcasts by commune in one week, against the two the plan asks for") { day, Json };
        command.SetAction((parse, cancel) => Engine.RunAsync(parse, async (engine, cancel) =>
        {
            _ = engine.Actor;
            var communes = await engine.Get<BroadcastWeek>().ExecuteAsync(parse.GetValue(day) ?? VietnamTime.Today(engine.Get<TimeProvider>()), cancel);
            if (parse.GetValue(Json)) JsonOutput.Print(new { communes });
            else foreach (var c in communes) Console.WriteLine($"{c.Commune}\t{c.Broadcasts}/{BroadcastWeek.Least}\t{(c.Short ? "thiếu / short" : "")}");
            return ExitStatus.Ok;
        }, cancel));
        return command;
    }

    private static Command One(string name, string description, IEnumerable<Option> options, Func<EngineSession, ParseResult, int, CancellationToken, Task> act)
    {
        var command = new Command(name, description) { Id };
        foreach (var option in options) command.Add(option);
        command.SetAction((parse, cancel) => Engine.RunAsync(parse, async (engine, cancel) =>
        {
            await act(engine, parse, parse.GetValue(Id), cancel);
            return ExitStatus.Ok;
        }, cancel));
        return command;
    }
}
