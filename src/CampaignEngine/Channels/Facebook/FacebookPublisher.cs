using System.Net;
using CampaignEngine.Channels.Credentials;
using Microsoft.Extensions.Options;

namespace CampaignEngine.Channels.Facebook;

/// <summary>Posts of one page, text and link, through the Graph API. It has no idempotency key: what is in doubt is looked for in the page's feed before a second try.</summary>
public sealed class FacebookPublisher : IPublisher
{
    public const string Name = "facebook";

    // The Graph API's largest page of a feed.
    private const int Page = 100;

    private readonly HttpClient http;
    private readonly FacebookOptions options;
    private readonly CredentialStore credentials;
    private readonly FacebookUsage usage;
    private readonly SenderPost post;

    /// <param name="clock">Business time, in which outcomes speak.</param>
    /// <param name="time">The machine's time: it limits calls.</param>
    public FacebookPublisher(HttpClient http, IOptions<FacebookOptions> options, CredentialStore credentials, TimeProvider clock, TimeProvider time)
    {
        this.http = http;
        this.options = options.Value;
        this.credentials = credentials;
        usage = new FacebookUsage(clock);
        post = new SenderPost(http, this.options, time, FacebookOutcome.Of, usage.Note);
    }

    public string Provider => Name;

    public string Medium => Name;

    public TimeSpan LongestCall => options.LongestCall;

    public TimeSpan? NotThereAfter => options.NotThereAfterSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

    /// <summary>People who saw it, and how often it was seen.</summary>
    public IReadOnlyList<string> Metrics { get; } = ["post_total_media_view_unique", "post_media_view"];

    public async Task<SendOutcome> PublishAsync(OutgoingPost post, CancellationToken cancel)
    {
        if (usage.RestsUntil() is { } until) return new QuotaUntil(until, $"usage-{usage.Percent}");
        if (await AccessAsync(cancel) is not { } access) return new Rejected(RejectionKind.Configuration, "no-credential");
        var form = new FormWriter().Add("message"u8, post.Text).Add("published"u8, "true");
        if (post.Link is { } link) form.Add("link"u8, link);
        var outcome = await SendAsync(HttpMethod.Post, $"/{options.PageId}/feed", form, access, cancel);
        return outcome is Accepted { ProviderId: null } ? new InDoubt("malformed-answer") : outcome;
    }

    public async Task<PostAnswer> FindAsync(OutgoingPost post, DateTimeOffset since, CancellationToken cancel)
    {
        if (await AccessAsync(cancel) is not { } access) return new PostUnanswered("no-credential");
        // Clocks differ by seconds.
        var read = await GetAsync($"/{options.PageId}/feed?fields=id,message,permalink_url&limit={Page}&since={since.AddMinutes(-2).ToUnixTimeSeconds()}", access, cancel);
        if (read.Status != HttpStatusCode.OK || FacebookAnswer.TryRead(read.Body) is not { } answer) return new PostUnanswered(read.Word);
        return FacebookFeed.Find(answer, post.Text, Page);
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
        var read = await GetAsync($"/{providerId}/insights?metric={metric}", access, cancel);
        if (FacebookAnswer.TryRead(read.Body) is not { } answer) return new NotMeasured(read.Word);
        // One unknown metric fails the whole call, so each is asked for alone.
        if (answer.Code is 100) return new MetricRetired();
        return FacebookFeed.Value(answer) is { } value ? new Measured(value) : new NotMeasured(answer.Code is { } code ? $"{code}" : read.Word);
    }

    /// <summary>Null: without credentials nothing is read.</summary>
    internal async Task<CheckRead?> ReadPageAsync(CancellationToken cancel) =>
        await AccessAsync(cancel) is { } access ? await GetAsync($"/{options.PageId}?fields=id,name", access, cancel) : null;

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

    // No record: its words would be the secret's.
    private sealed class FacebookAccess(string token, string proof)
    {
        public string Token { get; } = token;

        public string Proof { get; } = proof;
    }
}
