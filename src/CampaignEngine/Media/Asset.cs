namespace CampaignEngine.Media;

/// <summary>One file that campaigns may publish; its bytes never change.</summary>
/// <param name="Kind">One of <see cref="AssetKind"/>.</param>
/// <param name="MediaType">By its bytes: image/jpeg.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Description">Of a photo, read out to who cannot see it.</param>
/// <param name="WithdrawnAt">UTC; from then on it has no bytes.</param>
public sealed record Asset(
    int AssetId, string Kind, string MediaType, string FileName, long Size, byte[] Sha256, string Description, DateTime AddedAt, DateTime? WithdrawnAt, string? WithdrawnReason)
{
    internal const string Columns = "asset_id, kind, media_type, file_name, size, sha256, description, added_at, withdrawn_at, withdrawn_reason";

    public string Hash => Convert.ToHexStringLower(Sha256);
}
