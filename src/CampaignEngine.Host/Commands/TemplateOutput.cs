using CampaignEngine.Templates;

namespace CampaignEngine.Host.Commands;

internal sealed record RenderedText(string Body, string Encoding, int Units, int Parts);

/// <summary>What the template commands print for people.</summary>
internal static class TemplateOutput
{
    public static void Print(TemplateVersion version, LanguageChoice choice, IReadOnlyList<RenderedText> texts)
    {
        Console.WriteLine($"{version.Key} version {version.Version} {(version.Approved ? "approved" : "draft")}, {choice.Tag}{(choice.FallbackFrom is { } from ? $", fallback from {from}" : "")}");
        foreach (var text in texts) Console.WriteLine($"\n{text.Body}\n[{text.Encoding}, {text.Units} units, {text.Parts} parts]");
    }

    public static void Print(TemplateSize size)
    {
        var plain = size.PartsStripped is { } stripped ? $", without accents {stripped}{Note(size.FitsStripped!.Value)}" : "";
        Console.WriteLine($"{size.Key} {size.Channel}/{size.Language}: parts {size.PartsKept}{Note(size.FitsKept)}{plain}");
    }

    private static string Note(bool fits) => fits ? "" : " (longer than the operators take)";
}
