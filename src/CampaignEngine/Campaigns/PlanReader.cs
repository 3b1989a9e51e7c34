using System.Text.Json;
using CampaignEngine.Calendar;
using CampaignEngine.Consent;

namespace CampaignEngine.Campaigns;

/// <summary>
/// Reads a campaign file. Its counterpart for editors is docs/campaign.schema.json; a test holds the two together.
/// </summary>
public static class PlanReader
{
    // Decree 91/2020/NĐ-CP; a campaign may set its own hours within these.
    private static readonly SendingWindow LegalWindow = new(new TimeOnly(7, 0), new TimeOnly(22, 0));

    private const long LargestBudget = 1_000_000_000_000;

    // A property given twice is refused: which of the two would count is not visible to the person who approves.
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    public static CampaignPlan Read(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            return Read(document.RootElement);
        }
        catch (JsonException fault)
        {
            throw new RefusedException([PlanFault.NotJson(fault.Message)]);
        }
        catch (InvalidOperationException fault) when (fault is not ObjectDisposedException)
        {
            // JsonElement's word for an escape that is half a letter (a lone surrogate): well-formed JSON, but no text.
            throw new RefusedException([PlanFault.NotJson(fault.Message)]);
        }
    }

    public static CampaignPlan Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object) throw new RefusedException([PlanFault.WrongType("$", JsonValueKind.Object)]);

        var problems = new List<Problem>();
        var file = new PlanObject(root, "$", problems);
        file.Has("$schema");
        var title = file.Text("title", 200);
        var messageClass = file.OneOf("class", Enum.GetNames<MessageClass>());
        var reason = file.Text("classReason", 500);
        var segments = file.Names("segments");
        var channels = Channels(file);
        var schedule = Schedule(file);
        var limits = Limits(file);
        var tolerance = file.Whole("tolerancePercent", 0, 50, required: true);
        var publications = PlanPublications.Read(file);
        file.RefuseOthers();

        if (problems.Count > 0) throw new RefusedException(problems);
        return new CampaignPlan(title!, Enum.Parse<MessageClass>(messageClass!), reason!, segments, channels, schedule!, limits!, tolerance!.Value, publications);
    }

    private static List<PlannedChannel> Channels(PlanObject file)
    {
        var channels = new List<PlannedChannel>();
        foreach (var item in file.Objects("channels"))
        {
            var channel = item.Text("channel", 20);
            var template = item.Text("template", 100);
            var accents = item.OneOf("accents", ["keep", "strip"]);
            var language = item.OneOf("language", ["declared", "vi"]);
            item.RefuseOthers();
            if (channel is null || template is null || accents is null || language is null) continue;
            if (channels.Any(c => c.Channel == channel)) item.Report(PlanFault.Repeated(item.PathOf("channel"), channel));
            channels.Add(new(channel, template, accents == "strip", language == "vi" ? LanguagePolicy.Base : LanguagePolicy.Declared));
        }
        return channels;
    }

    private static PlannedSchedule? Schedule(PlanObject file)
    {
        if (file.Object("schedule", required: true) is not { } schedule) return null;
        var start = schedule.MomentOrNow("startAt");
        var hours = schedule.Whole("expireAfterHours", 1, 24 * 31, required: false);
        var end = schedule.Moment("doNotSendAfter");
        if (schedule.Has("expireAfterHours") == schedule.Has("doNotSendAfter")) schedule.Report(PlanFault.OneEnd(schedule.PathOf("expireAfterHours")));
        var window = Window(schedule);
        schedule.RefuseOthers();
        return new PlannedSchedule(InVietnam(start), hours, InVietnam(end), window);
    }

    private static SendingWindow? Window(PlanObject schedule)
    {
        if (schedule.Object("sendingWindow", required: false) is not { } window) return null;
        var from = window.Hour("from");
        var to = window.Hour("to");
        window.RefuseOthers();
        if (from is null || to is null) return null;
        if (from < LegalWindow.From || to > LegalWindow.To || from >= to) window.Report(PlanFault.OutsideLegalHours(schedule.PathOf("sendingWindow")));
        return new SendingWindow(from.Value, to.Value);
    }

    private static PlannedLimits? Limits(PlanObject file)
    {
        if (file.Object("limits", required: true) is not { } limits) return null;
        var perSecond = limits.Whole("partsPerSecond", 1, 10_000, required: false);
        var parts = limits.Whole("maxParts", 1, 10, required: true);
        var messages = limits.Whole("maxMessages", 1, int.MaxValue, required: false);
        var budget = limits.Long("budgetDong", 1, LargestBudget, required: false);
        limits.RefuseOthers();
        return new PlannedLimits(perSecond, parts ?? 0, messages, budget);
    }

    internal static DateTimeOffset? InVietnam(DateTime? local) =>
        local is { } moment ? VietnamTime.At(DateOnly.FromDateTime(moment), TimeOnly.FromDateTime(moment)).ToUniversalTime() : null;
}
