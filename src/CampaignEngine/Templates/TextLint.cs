namespace CampaignEngine.Templates;

/// <summary>What is wrong with a text before anyone is put into it.</summary>
internal static class TextLint
{
    public static IEnumerable<Problem> Check(TemplateFolder folder, TemplateText text)
    {
        if (!folder.Manifest.Channels.ContainsKey(text.Channel) || !folder.Manifest.Languages.ContainsKey(text.Language))
            yield return new Problem("text-not-declared", text.File, "template.json không khai báo kênh hoặc ngôn ngữ này.", "template.json does not declare this channel or language.");
        var parsed = ParsedTemplate.Parse(text.Body);
        foreach (var fault in parsed.Faults)
            yield return new Problem(fault.Code, $"{text.File}:{fault.Line}:{fault.Column}", fault.Vi, fault.En);
        foreach (var problem in LintRules.Check(text.Body, text.File))
            yield return problem;
        if (parsed.Names.Any(n => n is "pension_women_20" or "pension_men_20") && !(parsed.Names.Contains("figures_from") && parsed.Names.Contains("figures_decree")))
            yield return new Problem("bare-illustration", text.File, "Ví dụ minh họa lương hưu phải kèm ngày và số nghị định (figures_from, figures_decree).",
                "An illustration of a pension goes with its date and decree (figures_from, figures_decree).");
    }
}
