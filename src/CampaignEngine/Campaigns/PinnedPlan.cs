using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace CampaignEngine.Campaigns;

/// <summary>
/// A campaign as it is stored, approved and launched: the file, with the rules of its segments and the versions of its templates as they
/// were when it was created. A segment edited or a template approved later does not change it.
/// </summary>
public sealed record PinnedPlan(CampaignPlan Plan, IReadOnlyList<PinnedSegment> Segments, IReadOnlyList<PinnedTemplate> Templates, IReadOnlyList<PinnedAsset> Assets)
{
    public PinnedTemplate TemplateOf(PlannedChannel channel) => Templates.Single(t => t.Channel == channel.Channel);
}

/// <param name="Hash">SHA-256 of its bytes, so that the hash of the plan vouches for the very picture.</param>
public sealed record PinnedAsset(int AssetId, string Kind, string FileName, string Hash);

/// <param name="Rule">The rule tree, as the segment compiler reads it.</param>
public sealed record PinnedSegment(string Name, string TitleVi, string TitleEn, JsonElement Rule);

/// <summary>The approved versions of one template, by language.</summary>
public sealed record PinnedTemplate(string Channel, string Key, IReadOnlyList<PinnedVersion> Versions);

/// <param name="BodyHash">Of the text, so that the hash of the plan vouches for the very words.</param>
public sealed record PinnedVersion(long TemplateId, string Language, int Version, string BodyHash)
{
    public static string Hash(string body) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)));
}
