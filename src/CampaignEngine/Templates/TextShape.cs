using System.Text.RegularExpressions;

namespace CampaignEngine.Templates;

/// <summary>All the texts that a template can come out as. What stands in a person's fields is forgiven; all else must be there, and nothing more.</summary>
public sealed class TextShape
{
    /// <summary>Longest words of one field, and most digits in it: enough for "số 12, ngõ 345", not for a telephone number.</summary>
    private const int LongestField = 80;
    private const int MostDigits = 6;
    private const int LongestRun = 3;

    private readonly Regex pattern;
    private readonly string[] fields;

    /// <param name="pattern">Over <see cref="Text.ForgivingText"/>.</param>
    /// <param name="fields">Groups of the pattern that hold words from people's files.</param>
    internal TextShape(string shown, string pattern, IReadOnlyList<string> fields)
    {
        Shown = shown;
        this.fields = [.. fields];
        // Anybody may send any text: matched in time that grows with its length alone.
        this.pattern = new Regex($"""^["']?(?:{pattern})["']?\z""", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
    }

    /// <summary>The template as people may read it, with […] for what differs from person to person.</summary>
    public string Shown { get; }

    /// <summary>Null where it cannot be read as a template.</summary>
    public static TextShape? Of(TemplateVersion version, TemplateOptions agency) =>
        ParsedTemplate.Parse(version.Body) is { Faults.Count: 0 } parsed ? new ShapeWriter(agency).Write(parsed.Template.Page!) : null;

    /// <summary>A text of ours that is no template: words with one time or other value that differs.</summary>
    /// <param name="hole">What stands for it, for example {time}.</param>
    /// <param name="value">A pattern of what may stand there.</param>
    public static TextShape Of(string words, string hole, string value, TemplateOptions agency) => new ShapeWriter(agency).Write(words, hole, value);

    /// <summary>Words of ours of which nothing differs.</summary>
    public static TextShape Of(string words, TemplateOptions agency) => new ShapeWriter(agency).Write(words, "\0", "");

    /// <param name="text">After <see cref="Text.ForgivingText"/>.</param>
    public bool Holds(string text) => pattern.Match(text) is { Success: true } match && fields.All(field => IsHarmless(match.Groups[field].Value));

    /// <summary>A field is where somebody else's number or address could be hidden in our words.</summary>
    private static bool IsHarmless(string field) =>
        field.Length <= LongestField && field.Count(char.IsDigit) <= MostDigits && Run(field) <= LongestRun && !AgencyLinks.Foreign(field).Any();

    private static int Run(string field)
    {
        var (longest, run) = (0, 0);
        foreach (var sign in field) longest = Math.Max(longest, run = char.IsDigit(sign) ? run + 1 : 0);
        return longest;
    }
}
