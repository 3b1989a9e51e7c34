using System.CommandLine;
using System.Globalization;
using CampaignEngine.Carriers;
using CampaignEngine.Host.Output;

namespace CampaignEngine.Host.Commands;

/// <summary>What carriers list and invoice, against what we sent.</summary>
internal static class CarrierCommands
{
    private static readonly Argument<string> FileName = new("FILE") { Description = "CSV (UTF-8) or XLSX; docs/carriers.md names the columns" };
    private static readonly Option<string> Provider = new("--provider") { Description = "The sender, as 'channel list' names it", Required = true };
    private static readonly Option<bool> Json = new("--json") { Description = "One JSON object on standard output" };

    public static Command Create() => new("carrier", "Carriers' delivery lists and invoices: taken in, and put against what we sent") { ImportDelivery(), ImportInvoice(), Reconcile() };

    private static Command ImportDelivery()
    {
        var command = new Command("import-delivery", "Takes a list of messages, all rows or none, and applies their statuses; the same file again changes nothing") { FileName, Provider };
        command.SetAction((parse, cancel) => Engine.RunAsync(parse, async (engine, cancel) =>
        {
            var report = await engine.Get<ImportDeliveries>().ExecuteAsync(engine.Actor, parse.GetValue(Provider)!, parse.GetValue(FileName)!, cancel);
            Console.WriteLine($"{report.Rows} tin, {report.Taken} mới hoặc khác trước, {report.Unknown} không phải của ta / {report.Rows} messages, {report.Taken} new or changed, {report.Unknown} not ours");
            var moved = await engine.Get<ApplyDeliveries>().ExecuteAsync(cancel);
            Console.WriteLine($"{moved} tin có trạng thái mới / {moved} messages have a new status");
            return ExitStatus.Ok;
        }, cancel));
        return command;
    }

    private static Command ImportInvoice()
    {
        var month = Month();
        var command = new Command("import-invoice", "Takes the invoice of a month, all rows or none; a further one stands in the place of the one before") { FileName, Provider, month };
        command.SetAction((parse, cancel) => Engine.RunAsync(parse, async (engine, cancel) =>
        {
            var report = await engine.Get<ImportInvoice>().ExecuteAsync(engine.Actor, parse.GetValue(Provider)!, parse.GetValue(month), parse.GetValue(FileName)!, cancel);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{report.Rows} dòng/rows, {report.Parts} phần/parts, {report.Amount:0.##} VND{(report.Repeated ? " (đã có / known before)" : "")}"));
            return ExitStatus.Ok;
        }, cancel));
        return command;
    }

    private static Command Reconcile()
    {
        var month = Month();
        var list = new Option<string?>("--list") { Description = "Each message that differs goes to this file (CSV); it holds references, no numbers of people" };
        var command = new Command("reconcile", "Parts by brand name, carrier and class: ours, the carrier's list, its invoice, and what differs") { Provider, month, list, Json };
        command.SetAction((parse, cancel) => Engine.RunAsync(parse, async (engine, cancel) =>
        {
            var found = await engine.Get<Reconcile>().ExecuteAsync(engine.Actor, parse.GetValue(Provider)!, parse.GetValue(month), parse.GetValue(list), cancel);
            if (parse.GetValue(Json)) JsonOutput.Print(found);
            else Print(found);
            return ExitStatus.Ok;
        }, cancel));
        return command;
    }

    private static void Print(Reconciliation found)
    {
        Console.WriteLine("brand\tcarrier\tclass\tmessages\tours\tlisted\tinvoiced\tlisted − ours\tinvoiced − ours\tVND");
        foreach (var g in found.Groups)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{g.Brand}\t{g.Carrier}\t{g.Class}\t{g.Messages}\t{g.Ours}\t{g.Listed}\t{(g.Invoiced is { } i ? i : "-")}\t{g.ListedMore:+0;-0;0}\t{(g.InvoicedMore is { } m ? $"{m:+0;-0;0}" : "-")}\t{(g.Amount is { } a ? $"{a:0.##}" : "-")}"));
        foreach (var f in found.Findings) Console.WriteLine($"{f.Kind}\t{f.Messages} tin/messages\tta/ours {f.Ours}\thọ/listed {f.Listed}");
        if (!found.HasInvoice) Console.WriteLine("Chưa có hóa đơn của tháng. / No invoice of the month.");
        Console.WriteLine(found.Agrees ? "Khớp. / They agree." : "Có chênh lệch. / They differ.");
    }

    /// <returns>The month's first day.</returns>
    private static Option<DateOnly> Month() => new("--month")
    {
        Description = "yyyy-MM, Vietnam time",
        Required = true,
        CustomParser = result =>
        {
            if (DateOnly.TryParseExact(result.Tokens[0].Value, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first)) return first;
            result.AddError("--month: tháng viết dạng yyyy-MM / a month is written yyyy-MM");
            return default;
        },
    };
}
