using CampaignEngine.Recipients;

namespace CampaignEngine.Templates;

/// <summary>Parts of the longest sample, accents kept and stripped.</summary>
public sealed record TemplateSize(string Key, string Channel, string Language, int PartsKept, int? PartsStripped);

public sealed record TemplateCheck(IReadOnlyList<Problem> Problems, IReadOnlyList<TemplateSize> Sizes, int Folders);

/// <summary>Checks a folder of templates without a database; the merge values are those of the samples.</summary>
public sealed class TemplateLint(MergeSettings settings)
{
    public TemplateCheck Check(string root)
    {
        var problems = new List<Problem>();
        var sizes = new List<TemplateSize>();
        var folders = TemplateFolder.ReadAll(root, problems);
        foreach (var folder in folders)
        {
            problems.AddRange(CheckManifest(folder));
            foreach (var text in folder.Texts)
            {
                var faults = CheckText(folder, text).ToList();
                problems.AddRange(faults);
                if (faults.Count == 0) RenderSamples(folder, text, problems, sizes);
            }
        }
        return new TemplateCheck(problems, sizes, folders.Count);
    }

    private static IEnumerable<Problem> CheckManifest(TemplateFolder folder)
    {
        var (file, manifest) = (Path.Combine(folder.Path, "template.json"), folder.Manifest);
        if (manifest.Key != Path.GetFileName(folder.Path))
            yield return new Problem("key-differs", file, $"key phải là tên thư mục '{Path.GetFileName(folder.Path)}'.", $"key must be the folder's name '{Path.GetFileName(folder.Path)}'.");
        if (manifest.Themes.Length == 0 || manifest.Themes.Any(t => t is < 1 or > 11))
            yield return new Problem("no-theme", file, "Cần ít nhất một nội dung 1–11 (mục III của Kế hoạch).", "At least one theme 1–11 (§III of the plan) is needed.");
        if (folder.Samples.Count == 0)
            yield return new Problem("no-sample", Path.Combine(folder.Path, "sample.json"), "Cần ít nhất một người mẫu.", "At least one sample person is needed.");
        foreach (var tag in manifest.Languages.Keys.Where(t => Languages.Find(t) is null))
            yield return new Problem("unknown-language", file, $"Không có ngôn ngữ '{tag}'.", $"There is no language '{tag}'.");
        foreach (var channel in manifest.Channels.Keys)
            foreach (var (tag, language) in manifest.Languages)
            {
                var there = folder.Texts.Any(t => t.Channel == channel && t.Language == tag);
                if (language.Status == TemplateStatus.Draft && !there)
                    yield return new Problem("no-text", $"{file} {channel}/{tag}", "Ngôn ngữ này ghi là có bản nháp nhưng thiếu tệp .sbn.", "The language is a draft but its .sbn file is missing.");
                if (language.Status == TemplateStatus.Missing && there)
                    yield return new Problem("text-of-missing", $"{file} {channel}/{tag}", "Ngôn ngữ này ghi là chưa có nhưng lại có tệp.", "The language is said to be missing but has a file.");
                if (language.Status == TemplateStatus.Draft && string.IsNullOrWhiteSpace(language.Translator))
                    yield return new Problem("no-translator", $"{file} {tag}", "Cần ghi tên người viết hoặc người dịch.", "Name the author or translator.");
            }
    }

    private static IEnumerable<Problem> CheckText(TemplateFolder folder, TemplateText text)
    {
        if (!folder.Manifest.Channels.ContainsKey(text.Channel) || !folder.Manifest.Languages.ContainsKey(text.Language))
            yield return new Problem("text-not-declared", text.File, "template.json không khai báo kênh hoặc ngôn ngữ này.", "template.json does not declare this channel or language.");
        foreach (var fault in ParsedTemplate.Parse(text.Body).Faults)
            yield return new Problem(fault.Code, $"{text.File}:{fault.Line}:{fault.Column}", $"Mẫu tin sai: {fault.Words}", $"The template is wrong: {fault.Words}");
        var folded = LintRules.Fold(text.Body);
        foreach (var rule in LintRules.Banned.Where(r => r.Pattern.IsMatch(folded)))
            yield return new Problem(rule.Code, text.File, rule.Vi, rule.En);
        foreach (var host in LintRules.ForeignLinks(text.Body))
            yield return new Problem("foreign-link", text.File, $"Đường dẫn tới {host}: chỉ dùng tên miền gov.vn.", $"A link to {host}: only hosts under gov.vn.");
    }

    private void RenderSamples(TemplateFolder folder, TemplateText text, List<Problem> problems, List<TemplateSize> sizes)
    {
        var renderer = new MessageRenderer(settings);
        var template = ParsedTemplate.Parse(text.Body).Template;
        var limit = folder.Manifest.Channels[text.Channel].MaxParts;
        int? Longest(AccentChoice accents)
        {
            var longest = 0;
            for (var i = 0; i < folder.Samples.Count; i++)
                switch (renderer.Render(template, text.Language, folder.Samples[i], accents))
                {
                    case RenderFault fault:
                        problems.Add(new Problem(fault.Code, $"{text.File} sample {i + 1}", $"Không tạo được tin: {fault.Words}", $"It does not render: {fault.Words}"));
                        return null;
                    case Rendered rendered:
                        longest = Math.Max(longest, rendered.Size.Parts);
                        break;
                }
            if (longest > limit && accents == folder.Manifest.Channels[text.Channel].Accents)
                problems.Add(new Problem("too-many-parts", text.File, $"{longest} phần, cho phép {limit}.", $"{longest} parts, {limit} allowed."));
            return longest;
        }

        if (Longest(AccentChoice.Keep) is { } kept)
            sizes.Add(new TemplateSize(folder.Manifest.Key, text.Channel, text.Language, kept, text.Language == Languages.Vietnamese ? Longest(AccentChoice.Strip) : null));
    }
}
