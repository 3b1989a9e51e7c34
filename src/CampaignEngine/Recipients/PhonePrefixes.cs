using System.Collections.Frozen;

namespace CampaignEngine.Recipients;

/// <summary>The change from 11 to 10 digits (Ministry of Information and Communications, 15 September 2018): old prefix → new, without the zero.</summary>
internal static class PhonePrefixes
{
    public static readonly FrozenDictionary<string, string> Old = new Dictionary<string, string>
    {
        ["162"] = "32", ["163"] = "33", ["164"] = "34", ["165"] = "35", ["166"] = "36", ["167"] = "37", ["168"] = "38", ["169"] = "39",
        ["120"] = "70", ["121"] = "79", ["122"] = "77", ["126"] = "76", ["128"] = "78",
        ["123"] = "83", ["124"] = "84", ["125"] = "85", ["127"] = "81", ["129"] = "82",
        ["186"] = "56", ["188"] = "58", ["199"] = "59",
    }.ToFrozenDictionary();
}
