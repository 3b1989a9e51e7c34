namespace CampaignEngine.Media;

/// <summary>Why an asset cannot be used.</summary>
public static class AssetFaults
{
    public const string WithdrawnCode = "asset-withdrawn";

    public static Problem Unknown(string where, int assetId) => new("unknown-asset", where,
        $"Không có tệp số {assetId}; xem 'campaign asset list'.", $"There is no asset {assetId}: see 'campaign asset list'.");

    public static Problem WrongKind(string where, int assetId, string kind, string wanted) => new("asset-kind", where,
        $"Tệp số {assetId} là '{kind}', ở đây cần '{wanted}'.", $"Asset {assetId} is '{kind}'; here '{wanted}' is needed.");

    public static Problem IsWithdrawn(string where, int assetId) => new(WithdrawnCode, where,
        $"Tệp số {assetId} đã bị thu hồi.", $"Asset {assetId} was withdrawn.");

    internal static RefusedException Withdrawn(int assetId) => new([IsWithdrawn($"asset {assetId}", assetId)]);
}
