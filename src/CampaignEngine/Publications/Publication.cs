namespace CampaignEngine.Publications;

/// <summary>One post in one language.</summary>
/// <param name="AttemptedAt">The machine's time of the last attempt, UTC.</param>
/// <param name="Media">As <see cref="PublicationMedia"/> writes it.</param>
/// <param name="Looks">How often it was looked for since then.</param>
public sealed record Publication(
    int PublicationId, int RunId, string Channel, string Language, string Body, string? Link, DateTime PublishAt, DateTime ExpiresAt, string State, short Attempt,
    DateTime? AttemptedAt, short Looks, string? Provider, string? ProviderId, string? Url, string? Reason, DateTime? PublishedAt, string? Media)
{
    internal const string Columns = """
        publication_id, run_id, channel, language, body, link, publish_at, expires_at, state, attempt, attempted_at, looks, provider, provider_id, url, reason, published_at, media::text AS media
        """;

    /// <summary>Null: it is words alone.</summary>
    internal PublicationMedia? Files => PublicationMedia.Read(Media);
}
