using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace CampaignEngine.Media;

/// <summary>Reads captions far enough to know that a video's page takes them: UTF-8, lines of times, each after the one before and with words.</summary>
internal static partial class CaptionFile
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static void Check(string path, byte[] bytes)
    {
        var lines = Text(path, bytes).ReplaceLineEndings("\n").Split('\n');
        var (cues, last) = (0, TimeSpan.MinValue);
        for (var at = 0; at < lines.Length; at++)
        {
            if (Times().Match(lines[at]) is not { Success: true } times) continue;
            var (from, to) = (Moment(times, 1), Moment(times, 2));
            if (to <= from || from < last) throw Refused(path, at, "thời gian không tăng dần", "its times do not go up");
            if (at + 1 >= lines.Length || string.IsNullOrWhiteSpace(lines[at + 1])) throw Refused(path, at, "không có lời", "it has no words");
            (cues, last) = (cues + 1, from);
        }
        if (cues == 0) throw Refused(path, 0, "không có dòng phụ đề nào", "no caption is in it");
    }

    private static string Text(string path, byte[] bytes)
    {
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw Refused(path, 0, "không phải UTF-8", "it is not UTF-8");
        }
    }

    private static TimeSpan Moment(Match times, int which) =>
        TimeSpan.ParseExact(times.Groups[which].Value.Replace(',', '.').PadLeft("00:00:00.000".Length, '0') is var padded && padded[2] == ':' ? padded : $"00:{padded[^9..]}",
            @"hh\:mm\:ss\.fff", CultureInfo.InvariantCulture);

    private static RefusedException Refused(string path, int line, string vi, string en) => new("captions-shape", $"{path}, dòng/line {line + 1}",
        $"Phụ đề chưa dùng được: {vi}. Lưu dạng SubRip (.srt) hoặc WebVTT (.vtt), UTF-8.", $"The captions cannot be used: {en}. Save them as SubRip (.srt) or WebVTT (.vtt), UTF-8.");

    [GeneratedRegex(@"^((?:[0-5]?\d:)?[0-5]\d:[0-5]\d[.,]\d{3}) +--> +((?:[0-5]?\d:)?[0-5]\d:[0-5]\d[.,]\d{3})")]
    private static partial Regex Times();
}
