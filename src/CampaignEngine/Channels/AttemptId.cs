namespace CampaignEngine.Channels;

/// <summary>Our reference as it travels to providers that give it back, with the attempt behind it: "7-42-3".</summary>
public static class AttemptId
{
    public static string Of(MessageReference reference, int attempt) => $"{reference}-{attempt}";

    public static bool TryParse(string? id, out MessageReference reference)
    {
        reference = default;
        return id?.LastIndexOf('-') is > 0 and var end && MessageReference.TryParse(id.AsSpan(0, end), out reference);
    }
}
