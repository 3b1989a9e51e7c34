using System.Net;
using System.Text;
using CampaignEngine.Channels.Credentials;
using CampaignEngine.Media;
using Microsoft.Extensions.Options;

namespace CampaignEngine.Channels.Facebook;

/// <summary>
/// Posts of one page through the Graph API: text and link, photos, a video. It has no idempotency key: what is in doubt is looked for on the page
/// before a second try.
/// </summary>
public sealed class FacebookPublisher : IPostPublisher
{
    public const string Name = "facebook";

    // The Graph API's largest page of a feed.
    private const int Page = 100;

    private readonly HttpClient http;
    private readonly FacebookOptions options;
    private readonly CredentialStore credentials;
    private readonly FacebookUsage usage;
    private readonly SenderPost post;
    private readonly FacebookUploads uploads;

    /// <param name="clock">Business time, in which outcomes speak.</param>
    /// <param name="time">The machine's time: it limits calls.</param>
    public FacebookPublisher(HttpClient http, IOptions<FacebookOptions> options, CredentialStore credentials, AssetStore assets, TimeProvider clock, TimeProvider time)
    {
        this.http = http;
        this.options = options.Value;
        this.credentials = credentials;
        usage = new FacebookUsage(clock);
        post = new SenderPost(http, this.options, time, FacebookOutcome.Of, usage.Note);
        uploads = new FacebookUploads(http, this.options, assets, time, usage.Note);
    }

    public string Provider => Name;

    public string Medium => Name;

    public TimeSpan LongestOf(OutgoingPost post) =>
        post.Video is not null ? TimeSpan.FromSeconds(options.VideoSeconds) : options.LongestCall * (1 + post.Photos.Count);

    public TimeSpan? NotThereAfter => options.NotThereAfterSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

    /// <summary>People who saw it, and how often it was seen.</summary>
    public IReadOnlyList<string> Metrics { get; } = ["post_total_media_view_unique", "post_media_view"];

    public async Task<SendOutcome> PublishAsync(OutgoingPost post, CancellationToken cancel)
    {
        if (usage.RestsUntil() is { } until) return new QuotaUntil(until, $"usage-{usage.Percent}");
        if (await AccessAsync(cancel) is not { } access) return new Rejected(RejectionKind.Configuration, "no-credential");
        if (post.Video is { } video) return await uploads.VideoAsync(video, Message(post), access, cancel);
        var form = new FormWriter().Add("message"u8, Message(post)).Add("published"u8, "true");
        if (post.Photos.Count == 0 && post.Link is { } link) form.Add("link"u8, link);
        foreach (var (at, photo) in post.Photos.Index())
        {
            var taken = await uploads.PhotoAsync(photo, access, cancel);
            if (taken is not Accepted { ProviderId: { } id }) return taken;
            form.Add(Encoding.ASCII.GetBytes($"attached_media[{at}]"), $$"""{"media_fbid":"{{id}}"}""");
        }
        var outcome = await SendAsync(HttpMethod.Post, $"/{options.PageId}/feed", form, access, cancel);
        return outcome is Accepted { ProviderId: null } ? new InDoubt("malformed-answer") : outcome;
    }

    public async Task<PostAnswer> FindAsync(OutgoingPost post, DateTimeOffset since, CancellationToken cancel)
    {
        if (await AccessAsync(cancel) is not { } access) return new PostUnanswered("no-credential");
        var (edge, words) = post.Video is null ? ("feed", "message") : ("videos", "description");
        // Clocks differ by seconds.
        var read = await GetAsync($"/{options.PageId}/{edge}?fields=id,{words},permalink_url&limit={Page}&since={since.AddMinutes(-2).ToUnixTimeSeconds()}", access, cancel);
        if (read.Status != HttpStatusCode.OK || FacebookAnswer.TryRead(read.Body) is not { } answer) return new PostUnanswered(read.Word);
        return FacebookFeed.Find(answer, words, Message(post), Page);
    }

    public async Task<SendOutcome> RemoveAsync(string providerId, CancellationToken cancel)
    {
        if (await AccessAsync(cancel) is not { } access) return new Rejected(RejectionKind.Configuration, "no-credential");
        var outcome = await SendAsync(HttpMethod.Delete, $"/{providerId}", new FormWriter(), access, cancel);
        // A post that is not there any more is an invalid parameter.
        return outcome is Rejected { Code: FacebookErrors.InvalidParameter } ? new Accepted(providerId) : outcome;
    }

    public async Task<MetricAnswer> MeasureAsync(string providerId, string metric, CancellationToken cancel)
    {
        if (await AccessAsync(cancel) is not { } access) return new NotMeasured("no-credential");
        if (await StoryOfAsync(providerId, access, cancel) is not { } story) return new NotMeasured("no-story");
        var read = await GetAsync($"/{story}/insights?metric={metric}", access, cancel);
        if (FacebookAnswer.TryRead(read.Body) is not { } answer) return new NotMeasured(read.Word);
        // One unknown metric fails the whole call, so each is asked for alone.
        if (answer.Code is 100) return new MetricRetired();
        return FacebookFeed.Value(answer) is { } value ? new Measured(value) : new NotMeasured(answer.Code is { } code ? $"{code}" : read.Word);
    }

    /// <summary>What the page's figures are counted by: of a video the story that shows it, which Facebook makes after taking it.</summary>
    private async Task<string?> StoryOfAsync(string providerId, FacebookAccess access, CancellationToken cancel)
    {
        if (providerId.Contains('_')) return providerId;
        var read = await GetAsync($"/{providerId}?fields=post_id", access, cancel);
        return FacebookAnswer.TryRead(read.Body) is { } answer && FacebookAnswer.Text(answer.Root, "post_id") is { } story ? $"{options.PageId}_{story}" : null;
    }

    /// <summary>A link beside pictures stands in the text: only a post without any shows it as a card.</summary>
    private static string Message(OutgoingPost post) =>
        post.Link is { } link && (post.Video is not null || post.Photos.Count > 0) ? $"{post.Text}\n{link}" : post.Text;

    internal Task<CheckRead?> ReadPageAsync(CancellationToken cancel) => ReadAsync($"/{options.PageId}?fields=id,name", cancel);

    /// <summary>Null: without credentials nothing is read.</summary>
    internal async Task<CheckRead?> ReadAsync(string path, CancellationToken cancel) => await AccessAsync(cancel) is { } access ? await GetAsync(path, access, cancel) : null;

    /// <summary>The page's words below a comment.</summary>
    internal async Task<SendOutcome> CommentAsync(string commentId, string text, CancellationToken cancel) =>
        await AccessAsync(cancel) is { } access
            ? await SendAsync(HttpMethod.Post, $"/{Uri.EscapeDataString(commentId)}/comments", new FormWriter().Add("message"u8, text), access, cancel)
            : new Rejected(RejectionKind.Configuration, "no-credential");

    private async Task<SendOutcome> SendAsync(HttpMethod method, string path, FormWriter form, FacebookAccess access, CancellationToken cancel)
    {
        form.Add("access_token"u8, access.Token).Add("appsecret_proof"u8, access.Proof);
        using var content = new WatchedContent(form.Written, FormWriter.MediaType);
        using var request = new HttpRequestMessage(method, Address(path)) { Content = content };
        return await post.SendAsync(request, content, cancel);
    }

    private Task<CheckRead> GetAsync(string path, FacebookAccess access, CancellationToken cancel)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, Address($"{path}&appsecret_proof={access.Proof}"));
        // Not in the address, which proxies write down.
        request.Headers.Authorization = new("Bearer", access.Token);
        return CheckRead.GetAsync(http, request, options.LongestCall, cancel);
    }

    private Uri Address(string path) => options.Address($"/{options.Version}{path}");

    private async Task<FacebookAccess?> AccessAsync(CancellationToken cancel) =>
        await credentials.FindAsync(Name, FacebookSecrets.PageToken.Name, cancel) is { Row.IsReady: true } token
        && await credentials.FindAsync(Name, FacebookSecrets.AppSecret.Name, cancel) is { Row.IsReady: true } secret
            ? new FacebookAccess(token.Secret, FacebookSecrets.Proof(secret.Secret, token.Secret))
            : null;
}
