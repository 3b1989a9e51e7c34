using CampaignEngine.Channels.Zalo;
using CampaignEngine.Consent;
using CampaignEngine.Recipients;
using CampaignEngine.Text;

namespace CampaignEngine.Templates;

/// <summary>Renders every sample person with accents and without, and reads what comes out as a person would get it.</summary>
internal sealed class SampleLint(MergeSettings settings, TemplateFolder folder, TemplateText text, List<Problem> problems)
{
    private readonly MessageRenderer renderer = new(settings with { MaxParts = int.MaxValue });
    private readonly MessageClass messageClass = folder.Manifest.Class;

    /// <summary>Null where the words are ours.</summary>
    private readonly ParameterText? parameters = folder.Manifest.Channels[text.Channel].Templates?.GetValueOrDefault(text.Language) is { } provider
        ? ParameterText.Of(text.Body, provider, rules: null) : null;

    public TemplateSize? Check()
    {
        var before = problems.Count;
        var kept = Longest(AccentChoice.Keep);
        var stripped = text.Language == Languages.Vietnamese ? Longest(AccentChoice.Strip) : null;
        return kept is null || problems.Count > before
            ? null
            : new TemplateSize(folder.Manifest.Key, text.Channel, text.Language, kept.Value.Parts, stripped?.Parts, Fits(kept.Value), stripped is null ? null : Fits(stripped.Value));
    }

    private SmsSize? Longest(AccentChoice accents)
    {
        var template = ParsedTemplate.Parse(text.Body).Template;
        var longest = default(SmsSize);
        for (var i = 0; i < folder.Samples.Count; i++)
            switch (renderer.Render(template, text.Language, folder.Samples[i], accents, parameters ?? (ITextForm?)(text.Channel == ChannelAddress.Vssid ? NoticeText.Form : null)))
            {
                case RenderFault fault:
                    problems.Add(new Problem(fault.Code, $"{text.File} sample {i + 1}", $"Không tạo được tin: {fault.Words}", $"It does not render: {fault.Words}"));
                    return null;
                case Rendered rendered:
                    if (accents == AccentChoice.Keep) problems.AddRange(Read(rendered.Body, $"{text.File} sample {i + 1}"));
                    if (rendered.Size.Units > longest.Units) longest = rendered.Size;
                    break;
            }
        if (accents == Chosen) CheckLength(longest);
        return longest;
    }

    /// <summary>Stripping is chosen for Vietnamese and touches nothing else.</summary>
    private AccentChoice Chosen => text.Language == Languages.Vietnamese ? folder.Manifest.Channels[text.Channel].Accents : AccentChoice.Keep;

    private void CheckLength(SmsSize size)
    {
        var limit = folder.Manifest.Channels[text.Channel].MaxParts;
        if (size.Parts > limit)
            problems.Add(new Problem("too-many-parts", text.File, $"{size.Parts} phần, cho phép {limit}.", $"{size.Parts} parts, {limit} allowed."));
        else if (!Fits(size))
            problems.Add(new Problem("over-operator-limit", text.File, $"{size.Units} ký tự ({size.Encoding}): dài hơn mức nhà mạng nhận cho {messageClass}.",
                $"{size.Units} units ({size.Encoding}): longer than the operators take for {messageClass}."));
    }

    private bool Fits(SmsSize size) => text.Channel != ChannelAddress.Sms || settings.Limits.Parts(messageClass, size) is not null;

    private IEnumerable<Problem> Read(string body, string where)
    {
        // The provider holds the words, with its own way to refuse: only the values are ours to read.
        if (parameters is not null) return LintRules.Check(string.Join('\n', ZaloText.TryRead(body)!.Values.Select(v => v.Value)), where);
        return ReadWords(body, where);
    }

    private IEnumerable<Problem> ReadWords(string body, string where)
    {
        foreach (var problem in LintRules.Check(body, where)) yield return problem;
        if (body.Contains("{{", StringComparison.Ordinal) || body.Contains("}}", StringComparison.Ordinal) || body.Any(c => char.IsControl(c) && c != '\n'))
            yield return new Problem("stray-sign", where, "Dấu ngoặc nhọn kép hoặc ký tự điều khiển còn lại trong tin.", "Double braces or a control character are left in the text.");
        // Decree 91/2020/NĐ-CP: label first and refusal last where it is advertising; the rest keeps the refusal by the agency's own rule.
        var advertising = messageClass == MessageClass.Promotion;
        if (advertising != body.StartsWith("[QC]", StringComparison.Ordinal))
            yield return advertising
                ? new Problem("no-label", where, "Tin quảng cáo phải bắt đầu bằng [QC].", "An advertising text begins with [QC].")
                : new Problem("label-not-allowed", where, "Chỉ tin quảng cáo (Promotion) mới có nhãn [QC].", "Only advertising (Promotion) bears the label [QC].");
        var refusal = SmsText.Normalise(settings.Refusal).Trim();
        if (advertising ? !body.EndsWith(refusal, StringComparison.Ordinal) : !body.Contains(refusal, StringComparison.Ordinal))
            yield return new Problem("no-refusal", where, "Mọi tin phải có cách từ chối ({{ refusal }}), ở cuối nếu là quảng cáo.", "Every text says how to refuse ({{ refusal }}), at its end if it is advertising.");
    }
}
