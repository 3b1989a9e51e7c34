using CampaignEngine.Consent;
using CampaignEngine.Recipients;

namespace CampaignEngine.Templates;

/// <summary>What template.json and the files beside it must agree on.</summary>
internal static class ManifestLint
{
    public static IEnumerable<Problem> Check(TemplateFolder folder)
    {
        var (file, manifest) = (Path.Combine(folder.Path, "template.json"), folder.Manifest);
        if (manifest.Key != Path.GetFileName(folder.Path))
            yield return new Problem("key-differs", file, $"key phải là tên thư mục '{Path.GetFileName(folder.Path)}'.", $"key must be the folder's name '{Path.GetFileName(folder.Path)}'.");
        if (manifest.Themes.Length == 0 || manifest.Themes.Any(t => t is < 1 or > 11))
            yield return new Problem("no-theme", file, "Cần ít nhất một nội dung 1–11 (mục III của Kế hoạch).", "At least one theme 1–11 (§III of the plan) is needed.");
        if (folder.Samples.Count == 0)
            yield return new Problem("no-sample", Path.Combine(folder.Path, "sample.json"), "Cần ít nhất một người mẫu.", "At least one sample person is needed.");
        foreach (var (name, channel) in manifest.Channels)
        {
            if (!ChannelAddress.Channels.Contains(name))
                yield return new Problem("unknown-channel", file, $"Không có kênh '{name}'; các kênh: {string.Join(", ", ChannelAddress.Channels)}.",
                    $"There is no channel '{name}'; the channels: {string.Join(", ", ChannelAddress.Channels)}.");
            if (channel.MaxParts is < 1 or > 10)
                yield return new Problem("parts-out-of-range", $"{file} {name}", "maxParts phải từ 1 đến 10.", "maxParts must be from 1 to 10.");
        }
        foreach (var problem in manifest.Channels.SelectMany(c => CheckTemplates($"{file} {c.Key}", c.Key, c.Value, manifest))) yield return problem;
        foreach (var tag in manifest.Languages.Keys.Where(t => Languages.Find(t)?.Tag != t))
            yield return new Problem("unknown-language", file, $"Không có ngôn ngữ '{tag}'.", $"There is no language '{tag}'.");
        foreach (var channel in manifest.Channels.Keys)
            foreach (var (tag, language) in manifest.Languages)
                foreach (var problem in CheckLanguage(folder, $"{file} {channel}/{tag}", channel, tag, language))
                    yield return problem;
    }

    /// <summary>Zalo holds the words and is given the parameters of its own template, one a language; the other media are given the words.</summary>
    private static IEnumerable<Problem> CheckTemplates(string where, string name, ChannelManifest channel, TemplateManifest manifest)
    {
        var templates = channel.Templates ?? [];
        if (name != ChannelAddress.Zalo)
        {
            if (templates.Count > 0)
                yield return new Problem("templates-not-allowed", where, "Kênh này gửi nguyên văn, không có mẫu của nhà cung cấp.", "This channel sends our own words: it has no templates of a provider.");
            yield break;
        }
        foreach (var (tag, _) in manifest.Languages.Where(l => l.Value.Status == TemplateStatus.Draft && string.IsNullOrWhiteSpace(templates.GetValueOrDefault(l.Key))))
            yield return new Problem("no-provider-template", where, $"Cần mã mẫu của Zalo cho ngôn ngữ '{tag}': \"templates\": {{ \"{tag}\": \"…\" }}.",
                $"Zalo's template for the language '{tag}' is needed: \"templates\": {{ \"{tag}\": \"…\" }}.");
        if (channel.Accents != AccentChoice.Keep)
            yield return new Problem("accents-on-zalo", where, "Zalo không tính tiền theo dấu: ghi \"accents\": \"keep\".", "Accents cost nothing on Zalo: write \"accents\": \"keep\".");
    }

    private static IEnumerable<Problem> CheckLanguage(TemplateFolder folder, string where, string channel, string tag, LanguageManifest language)
    {
        var there = folder.Texts.Any(t => t.Channel == channel && t.Language == tag);
        if (language.Status == TemplateStatus.Draft && !there)
            yield return new Problem("no-text", where, "Ngôn ngữ này ghi là có bản nháp nhưng thiếu tệp .sbn.", "The language is a draft but its .sbn file is missing.");
        if (language.Status == TemplateStatus.Missing && there)
            yield return new Problem("text-of-missing", where, "Ngôn ngữ này ghi là chưa có nhưng lại có tệp.", "The language is said to be missing but has a file.");
        if (language.Status == TemplateStatus.Draft && string.IsNullOrWhiteSpace(language.Translator))
            yield return new Problem("no-translator", where, "Cần ghi tên người viết hoặc người dịch.", "Name the author or translator.");
        if (channel == ChannelAddress.Sms && there && Languages.Find(tag) is { SmsRealistic: false })
            yield return new Problem("script-not-for-sms", where, "Điện thoại thường không có phông của chữ này: dùng chữ Latinh, ảnh, video hoặc loa.",
                "Handsets seldom have this script's font: use the Latin orthography, image, video or loudspeaker.");
    }
}
