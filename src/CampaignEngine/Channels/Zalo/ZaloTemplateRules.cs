using System.Globalization;
using System.Text.Json;

namespace CampaignEngine.Channels.Zalo;

/// <summary><c>GET /template/info/v2</c>: what Zalo's template takes.</summary>
internal sealed class ZaloTemplateRules(ZaloReads reads) : ITemplateRules
{
    public string Medium => "zalo";

    public async Task<ProviderTemplate> FindAsync(string templateId, CancellationToken cancel)
    {
        var (body, fault) = await reads.GetAsync($"/template/info/v2?template_id={Uri.EscapeDataString(templateId)}", cancel);
        if (body is null) throw Refused(templateId, fault!);
        try
        {
            using var document = JsonDocument.Parse(body);
            var data = document.RootElement.GetProperty("data");
            var status = Text(data, "status") ?? "?";
            return new ProviderTemplate(status == "ENABLE", status, [.. data.GetProperty("listParams").EnumerateArray().Select(Parameter)]);
        }
        catch (Exception unreadable) when (unreadable is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw Refused(templateId, "malformed-answer");
        }
    }

    private static TemplateParameter Parameter(JsonElement one) => new(
        Text(one, "name") ?? throw new FormatException(), Text(one, "type") ?? "STRING", Number(one, "minLength") ?? 0, Number(one, "maxLength") ?? int.MaxValue,
        !one.TryGetProperty("require", out var required) || required.ValueKind != JsonValueKind.False);

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static int? Number(JsonElement element, string name) => element.TryGetProperty(name, out var value)
        && int.TryParse(value.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static RefusedException Refused(string templateId, string fault) => new("provider-template", templateId,
        $"Zalo không cho biết mẫu {templateId}: {fault}.", $"Zalo does not tell about template {templateId}: {fault}.");
}
