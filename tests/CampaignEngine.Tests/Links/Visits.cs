using CampaignEngine.Access;
using CampaignEngine.Links;
using CampaignEngine.Tests.Harness;
using CampaignEngine.Tests.Webhooks;
using Dapper;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignEngine.Tests.Links;

/// <summary>The public pages on a real socket, opened as a browser would, which is not led on.</summary>
internal sealed class Visits : IAsyncDisposable
{
    public const string Browser = "Mozilla/5.0 (Linux; Android 12) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Mobile Safari/537.36";
    private static readonly (string, string)[] Hosts =
        [("Links:AllowedHosts", "bhxh.example.gov.vn, www.facebook.com"), ("Links:SmsHosts", "bhxh.example.gov.vn"), ("Links:BaseUrl", "https://bhxh.example.gov.vn")];

    private readonly WebhookHost host;
    private readonly HttpClient http;

    private Visits(TestDatabase database, WebhookHost host)
    {
        (Database, this.host) = (database, host);
        http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
    }

    public TestDatabase Database { get; }

    public IServiceProvider Services => host.Services;

    public static async Task<Visits> StartAsync(TestDatabase database, params (string Name, string Value)[] settings) =>
        new(database, await WebhookHost.StartAsync(database, [.. Hosts, .. settings]));

    public async Task<Link> AddAsync(string address = "https://bhxh.example.gov.vn/tin?id=7#muc", string medium = "sms", DateTimeOffset? expires = null) =>
        await Services.GetRequiredService<AddLink>().ExecuteAsync(await Actors.AddAsync(Services, "linker", Role.Manager), address, new UtmTags("list", medium, "thang5"), expires, default);

    public async Task<HttpResponseMessage> OpenAsync(string path, string? userAgent = Browser, HttpMethod? method = null, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method ?? HttpMethod.Get, host.Address + path);
        if (userAgent is not null) request.Headers.TryAddWithoutValidation("User-Agent", userAgent);
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await http.SendAsync(request);
    }

    public async Task<HttpResponseMessage> PostAsync(string path, string field, string text) =>
        await http.PostAsync(host.Address + path, new FormUrlEncodedContent([KeyValuePair.Create(field, text)]));

    public async Task<long> CountAsync(Link link, string kind) => await ScalarAsync<long>(
        "SELECT coalesce(sum(count), 0) FROM link_clicks WHERE link_id = @LinkId AND kind = @kind", new { link.LinkId, kind });

    public async Task<T?> ScalarAsync<T>(string sql, object? values = null)
    {
        await using var connection = await Database.Source.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<T>(sql, values);
    }

    public ValueTask DisposeAsync()
    {
        http.Dispose();
        return host.DisposeAsync();
    }
}
