using System.Net.Http.Headers;
using CampaignEngine.Media;

namespace CampaignEngine.Channels.Facebook;

/// <summary>Files on their way to the page: photos, which nobody sees before the post that they belong to, and a video, which is a post.</summary>
internal sealed class FacebookUploads(HttpClient http, FacebookOptions options, AssetStore assets, TimeProvider time, Action<HttpResponseHeaders> heard)
{
    private readonly SenderPost photo = new(http, options, time, FacebookOutcome.Of, heard);
    private readonly SenderPost video = new(http, options, time, FacebookOutcome.Of, heard, TimeSpan.FromSeconds(options.VideoSeconds));

    public async Task<SendOutcome> PhotoAsync(Asset asset, FacebookAccess access, CancellationToken cancel)
    {
        // Temporary: one that no post takes up is deleted by Facebook after a day.
        var outcome = await SendAsync(photo, "photos", asset, [("published", "false"), ("temporary", "true"), ("alt_text_custom", asset.Description)], access, cancel);
        return outcome switch
        {
            // Nothing of it is public: it is simply handed over again.
            InDoubt doubt => new Unavailable($"photo-{doubt.Code}"),
            Accepted { ProviderId: null } => new Unavailable("photo-malformed-answer"),
            _ => outcome,
        };
    }

    public async Task<SendOutcome> VideoAsync(Asset asset, string words, FacebookAccess access, CancellationToken cancel)
    {
        var outcome = await SendAsync(video, "videos", asset, [("description", words), ("published", "true")], access, cancel);
        return outcome is Accepted { ProviderId: null } ? new InDoubt("malformed-answer") : outcome;
    }

    private async Task<SendOutcome> SendAsync(SenderPost post, string edge, Asset asset, IEnumerable<(string, string)> fields, FacebookAccess access, CancellationToken cancel)
    {
        using var content = new AssetForm(assets, asset, "source", [.. fields, ("access_token", access.Token), ("appsecret_proof", access.Proof)]);
        using var request = new HttpRequestMessage(HttpMethod.Post, options.Address($"/{options.Version}/{options.PageId}/{edge}")) { Content = content };
        return await post.SendAsync(request, content, cancel);
    }
}
