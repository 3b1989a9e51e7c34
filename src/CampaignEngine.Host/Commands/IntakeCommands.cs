using System.CommandLine;
using System.Globalization;
using CampaignEngine.Calendar;
using CampaignEngine.Files;
using CampaignEngine.Host.Output;
using CampaignEngine.Intake;

namespace CampaignEngine.Host.Commands;

/// <summary>What people write to us, as cases with an owner and a term.</summary>
internal static class IntakeCommands
{
    private static readonly Argument<long> Id = new("ID") { Description = "As 'intake list' prints it" };
    private static readonly Option<string> Reason = new("--reason") { Description = "Why; kept with the case", Required = true };
    private static readonly Option<bool> Json = new("--json") { Description = "One JSON object on standard output" };

    public static Command Create() => new("intake", "What people write: cases by class, with owner and term; reading, sorting, closing, counts for a report")
    {
        List(), Show(), Answer(), Class(), Assign(), Close(), Settle(), Export(),
    };

    private static Command List()
    {
        var open = new Option<bool>("--open") { Description = "Only what somebody must still look at" };
        var late = new Option<bool>("--late") { Description = "Only what is behind its term" };
        var ofClass = new Option<string?>("--class") { Description = string.Join(", ", CaseClass.All) };
        var owner = new Option<string?>("--owner") { Description = "Only this owner's" };
        var most = new Option<int>("--most") { Description = "So many at most", DefaultValueFactory = _ => 200 };
        var command = new Command("list", "Cases, the most urgent first; without the words") { open, late, ofClass, owner, most, Json };
        command.SetAction((parse, cancel) => Engine.RunAsync(parse, async (engine, cancel) =>
        {
            _ = engine.Actor;
            var cases = await engine.Get<CaseStore>().ListAsync(parse.GetValue(open), parse.GetValue(ofClass), parse.GetValue(owner), parse.GetValue(late), parse.GetValue(most), cancel);
            if (parse.GetValue(Json)) JsonOutput.Print(new { cases });
            else foreach (var c in cases) Console.WriteLine($"{c.CaseId}\t{c.Provider}\t{c.Class}\t{c.State}\t{c.DueAt:yyyy-MM-ddTHH:mm:ssZ}\t{c.Owner}\t{c.CloseReason}");
            return ExitStatus.Ok;
        }, cancel));
        return command;
    }

    private static Command Show()
    {
        var command = new Command("show", "One case with the person's words; that you read them is written down") { Id };
        command.SetAction((parse, cancel) => Engine.RunAsync(parse, async (engine, cancel) =>
        {
            var (one, words, changes, answers, post) = await engine.Get<ReadCase>().ExecuteAsync(engine.Actor, parse.GetValue(Id), cancel);
            Console.WriteLine($"{one.CaseId}\t{one.Provider}\t{one.ReceivedAt:yyyy-MM-ddTHH:mm:ssZ}\t{one.Class} ({one.FoundBy})\t{one.State}\t{one.Owner}");
            foreach (var c in changes) Console.WriteLine($"  {c.At:yyyy-MM-ddTHH:mm:ssZ}\t{c.What}\t{c.Was} → {c.Becomes}\t{c.Reason}");
            if (post is not null) Console.WriteLine($"  dưới bài / below {post}");
            Console.WriteLine(words ?? "(nội dung đã được xóa / the words were erased)");
            foreach (var a in answers) Console.WriteLine($"--- {a.At:yyyy-MM-ddTHH:mm:ssZ}\t{a.State}\t{a.Reason}\n{a.Words}");
            return ExitStatus.Ok;
        }, cancel));
        return command;
    }

    private static Command Answer()
    {
        var text = new Option<string>("--text") { Description = "What is said; below a post everybody reads it", Required = true };
        var again = new Option<bool>("--again") { Description = "You have looked: the answer whose fate was not known did not arrive" };
        var command = new Command("answer", "Answers through the medium the person used (Zalo within 7 days, below a post at any time), and closes the case") { Id, text, again };
        command.SetAction((parse, cancel) => Engine.RunAsync(parse, async (engine, cancel) =>
        {
            var answer = await engine.Get<AnswerCase>().ExecuteAsync(engine.Actor, parse.GetValue(Id), parse.GetValue(text)!, parse.GetValue(again), cancel);
            Console.WriteLine($"{answer.State}\t{answer.Reason}");
            return answer.State == "accepted" ? ExitStatus.Ok : ExitStatus.Refused;
        }, cancel));
        return command;
    }

    private static Command Class()
    {
        var of = new Argument<string>("CLASS") { Description = string.Join(", ", CaseClass.All.Where(c => c != CaseClass.Refusal)) };
        return Act("class", "Corrects what a case is about; its owner and term follow", [of], [Reason],
            (engine, parse, id, cancel) => engine.Get<ChangeCase>().ClassifyAsync(engine.Actor, id, parse.GetValue(of)!, parse.GetValue(Reason)!, cancel));
    }

    private static Command Assign()
    {
        var to = new Option<string>("--to") { Description = "The person or unit that looks at it from now on", Required = true };
        return Act("assign", "Gives a case to somebody else", [], [to],
            (engine, parse, id, cancel) => engine.Get<ChangeCase>().AssignAsync(engine.Actor, id, parse.GetValue(to)!, null, cancel));
    }

    private static Command Close() => Act("close", "Closes a case, with what was done", [], [Reason],
        (engine, parse, id, cancel) => engine.Get<ChangeCase>().CloseAsync(engine.Actor, id, parse.GetValue(Reason)!, cancel));

    private static Command Settle() => Act("wrong-number", "Confirms that the number is not of the person we meant: nothing goes to it any more, and the case is closed", [], [Reason],
        (engine, parse, id, cancel) => engine.Get<ChangeCase>().SettleWrongNumberAsync(engine.Actor, id, parse.GetValue(Reason)!, cancel));

    private static Command Export()
    {
        var file = new Argument<string>("FILE") { Description = "CSV to be written" };
        var from = DateOption.Create("--from", "The first day (Vietnam time); without it, 90 days ago");
        var to = DateOption.Create("--to", "The last day; without it, today");
        var command = new Command("export", "Counts by week, channel and class for a report; names nobody") { file, from, to };
        command.SetAction((parse, cancel) => Engine.RunAsync(parse, async (engine, cancel) =>
        {
            _ = engine.Actor;
            var today = VietnamTime.Today(engine.Get<TimeProvider>());
            var counts = await engine.Get<CaseReport>().ExecuteAsync(parse.GetValue(from) ?? today.AddDays(-90), parse.GetValue(to) ?? today, cancel);
            using var table = new TableWriter(parse.GetValue(file)!);
            table.Write(["Tuần / Week", "Kênh / Channel", "Loại / Class", "Số vụ việc / Cases", "Đúng hạn / In time", "Trễ hạn / Late", "Đang mở / Open"]);
            foreach (var c in counts)
                table.Write([c.Week.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), c.Provider, c.Class, $"{c.Cases}", $"{c.InTime}", $"{c.Late}", $"{c.Open}"]);
            Console.WriteLine($"{counts.Count} dòng / rows");
            return ExitStatus.Ok;
        }, cancel));
        return command;
    }

    private static Command Act(
        string name, string description, IEnumerable<Argument> arguments, IEnumerable<Option> options, Func<EngineSession, ParseResult, long, CancellationToken, Task> act)
    {
        var command = new Command(name, description) { Id };
        foreach (var argument in arguments) command.Add(argument);
        foreach (var option in options) command.Add(option);
        command.SetAction((parse, cancel) => Engine.RunAsync(parse, async (engine, cancel) =>
        {
            await act(engine, parse, parse.GetValue(Id), cancel);
            return ExitStatus.Ok;
        }, cancel));
        return command;
    }
}
