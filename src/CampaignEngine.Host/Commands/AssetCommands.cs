using System.CommandLine;
using CampaignEngine.Host.Output;
using CampaignEngine.Media;

namespace CampaignEngine.Host.Commands;

/// <summary>The files that campaigns publish.</summary>
internal static class AssetCommands
{
    private static readonly Option<bool> Json = new("--json") { Description = "One JSON object on standard output" };

    public static Command Create() => new("asset", "Photos, videos, captions and recordings that campaigns publish") { Add(), List(), Save(), Withdraw() };

    private static Command Add()
    {
        var file = new Argument<string>("FILE") { Description = ".jpg, .png, .mp4, .srt, .vtt, .mp3, .wav, .ogg" };
        var description = new Option<string>("--description") { Description = "What is to be seen or heard; read out to who cannot", Required = true };
        var command = new Command("add", "Takes a file in and prints its number, by which a campaign's file names it; the same file again has the same number") { file, description, Json };
        command.SetAction((parse, cancel) => Engine.RunAsync(parse, async (engine, cancel) =>
        {
            var added = await engine.Get<AddAsset>().ExecuteAsync(engine.Actor, parse.GetValue(file)!, parse.GetValue(description)!, cancel);
            if (parse.GetValue(Json)) JsonOutput.Print(new { added.IsNew, asset = Shape(added.Asset) });
            else Console.WriteLine($"{Line(added.Asset)}\t{(added.IsNew ? "mới / new" : "đã có / known")}");
            return ExitStatus.Ok;
        }, cancel));
        return command;
    }

    private static Command List()
    {
        var command = new Command("list", "All of them, newest first") { Json };
        command.SetAction((parse, cancel) => Engine.RunAsync(parse, async (engine, cancel) =>
        {
            _ = engine.Actor;
            var assets = await engine.Get<AssetStore>().ListAsync(cancel);
            if (parse.GetValue(Json)) JsonOutput.Print(new { assets = assets.Select(Shape) });
            else foreach (var asset in assets) Console.WriteLine($"{Line(asset)}\t{(asset.WithdrawnReason is { } reason ? $"thu hồi / withdrawn: {reason}" : "")}");
            return ExitStatus.Ok;
        }, cancel));
        return command;
    }

    private static Command Save()
    {
        var id = new Argument<int>("ID") { Description = "As 'asset list' prints it" };
        var to = new Option<string>("--to") { Description = "A file that is not there yet", Required = true };
        var command = new Command("save", "Writes the bytes into a file, to be looked at or published by hand") { id, to };
        command.SetAction((parse, cancel) => Engine.RunAsync(parse, async (engine, cancel) =>
        {
            _ = engine.Actor;
            var path = parse.GetValue(to)!;
            if (File.Exists(path)) throw new RefusedException("file-exists", path, "Tệp đã có; hãy chọn tên khác.", "The file is there already: choose another name.");
            var asset = await engine.Get<AssetStore>().FindAsync([parse.GetValue(id)], cancel) is [var one] ? one : throw new RefusedException([AssetFaults.Unknown($"asset {parse.GetValue(id)}", parse.GetValue(id))]);
            if (asset.WithdrawnAt is not null) throw new RefusedException([AssetFaults.IsWithdrawn($"asset {asset.AssetId}", asset.AssetId)]);
            await using var file = File.Create(path);
            await engine.Get<AssetStore>().CopyToAsync(asset, file, cancel);
            return ExitStatus.Ok;
        }, cancel));
        return command;
    }

    private static Command Withdraw()
    {
        var id = new Argument<int>("ID") { Description = "As 'asset list' prints it" };
        var reason = new Option<string>("--reason") { Description = "Why; stays", Required = true };
        var command = new Command("withdraw", "Deletes the bytes for good; posts that were to carry it fail, posts that stand are taken down by 'publication remove'") { id, reason };
        command.SetAction((parse, cancel) => Engine.RunAsync(parse, async (engine, cancel) =>
        {
            await engine.Get<WithdrawAsset>().ExecuteAsync(engine.Actor, parse.GetValue(id), parse.GetValue(reason)!, cancel);
            return ExitStatus.Ok;
        }, cancel));
        return command;
    }

    private static string Line(Asset a) => $"{a.AssetId}\t{a.Kind}\t{a.MediaType}\t{a.Size}\t{a.Hash[..12]}\t{a.FileName}\t{a.Description}";

    private static object Shape(Asset a) => new { a.AssetId, a.Kind, a.MediaType, a.FileName, a.Size, sha256 = a.Hash, a.Description, a.AddedAt, a.WithdrawnAt, a.WithdrawnReason };
}
