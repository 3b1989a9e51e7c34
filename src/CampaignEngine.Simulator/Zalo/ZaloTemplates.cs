namespace CampaignEngine.Simulator.Zalo;

/// <summary>The templates this account has, with the rules of their parameters.</summary>
internal static class ZaloTemplates
{
    private static readonly Dictionary<string, ZaloTemplate> All = new()
    {
        ["302001"] = new("ENABLE", [new("customer_name", "STRING", 30), new("pay_by", "DATE", 20), new("hotline", "STRING", 20)]),
        ["302002"] = new("ENABLE", [new("customer_name", "STRING", 30), new("commune", "STRING", 60, Required: false), new("hotline", "STRING", 20)]),
        ["302003"] = new("DISABLE", [new("customer_name", "STRING", 30)]),
    };

    public static ZaloTemplate? Find(string? id) => All.GetValueOrDefault(id ?? "");

    /// <summary>Zalo's code; null: taken. A template that is not listed is taken as it is, so that any may be tried.</summary>
    public static int? Fault(string? id, IReadOnlyDictionary<string, string>? data)
    {
        if (string.IsNullOrEmpty(id) || data is null) return -100;
        if (Find(id) is not { } template) return null;
        if (template.Status != "ENABLE") return -131;
        return template.Parameters.Any(p => data.TryGetValue(p.Name, out var value) ? value.Length > p.MaxLength : p.Required) ? -132 : null;
    }
}

internal sealed record ZaloTemplate(string Status, IReadOnlyList<ZaloParameter> Parameters);

internal sealed record ZaloParameter(string Name, string Type, int MaxLength, bool Required = true);
