using System.Net;
using System.Text;

namespace CampaignEngine.Channels;

/// <summary>The fields of a form body in the order given; a name may stand more than once.</summary>
public sealed class FormBody(IReadOnlyList<KeyValuePair<string, string>> fields)
{
    public IReadOnlyList<KeyValuePair<string, string>> Fields { get; } = fields;

    /// <summary>The first value of that name, or null.</summary>
    public string? this[string name]
    {
        get
        {
            foreach (var field in Fields)
                if (field.Key == name) return field.Value;
            return null;
        }
    }

    public static FormBody Parse(ReadOnlySpan<byte> body)
    {
        var fields = new List<KeyValuePair<string, string>>();
        foreach (var pair in Encoding.UTF8.GetString(body).Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var sign = pair.IndexOf('=');
            fields.Add(sign < 0
                ? new(WebUtility.UrlDecode(pair), "")
                : new(WebUtility.UrlDecode(pair[..sign]), WebUtility.UrlDecode(pair[(sign + 1)..])));
        }
        return new FormBody(fields);
    }
}
