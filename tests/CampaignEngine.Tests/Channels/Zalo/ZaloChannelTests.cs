using System.Text;
using System.Text.Json;
using CampaignEngine.Channels;
using CampaignEngine.Channels.Zalo;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CampaignEngine.Tests.Channels.Zalo;

public sealed class ZaloChannelTests(ZaloUnderTest zalo) : SenderContract(zalo.Database), IClassFixture<ZaloUnderTest>
{
    public static TheoryData<string> Cases => [.. ZaloCases.All.Keys];

    protected override (int Status, string Body) Accepting => (200, ZaloCases.Accepted);

    protected override OutgoingMessage Sent => ZaloUnderTest.ByPhone;

    protected override Dictionary<string, string?> Settings(string address) => zalo.Settings(address);

    protected override IChannel Create(IServiceProvider services, HttpClient http, TimeProvider time) => new ZaloChannel(
        http, services.GetRequiredService<IOptions<ZaloOptions>>(), services.GetRequiredService<ZaloTokens>(), services.GetRequiredService<ZaloRequest>(),
        services.GetRequiredService<QuotaLedger>(), zalo.Database.Clock, time);

    [Theory]
    [MemberData(nameof(Cases))]
    public Task Each_answer_has_its_outcome_and_is_asked_for_once(string name) => HoldsAsync(ZaloCases.All[name]);

    [Fact]
    public void Every_code_of_the_table_has_its_case() =>
        Assert.Equal([], ZaloErrors.All.Where(e => e.Fault != ProviderFault.Credential).Select(e => $"code {e.Code}").Except(ZaloCases.All.Keys));

    [Fact]
    public async Task By_phone_it_carries_our_reference_with_the_attempt_the_token_and_its_proof()
    {
        var (head, body) = await SentAsync(ZaloUnderTest.ByPhone);
        Assert.StartsWith("POST /message/template HTTP/1.1", head);
        Assert.Contains($"access_token: {ZaloUnderTest.Access}\r\n", head + "\r\n");
        // HMAC-SHA256 of the access token under the app's secret: the vector that is published for Facebook's proof of the same name.
        Assert.Contains("appsecret_proof: bd3f6010e44b67c2c4762c8713a0768dfad1c2f337cc51e40a096ae4b281211e", head);
        Assert.Equal("84901234567", body.GetProperty("phone").GetString());
        Assert.Equal("302001", body.GetProperty("template_id").GetString());
        Assert.Equal("Nguyễn Thị Mẫu", body.GetProperty("template_data").GetProperty("customer_name").GetString());
        Assert.Equal("7-42-3", body.GetProperty("tracking_id").GetString());
    }

    [Fact]
    public async Task By_user_id_it_goes_to_the_accounts_own_interface_and_bears_no_tracking_id()
    {
        var (head, body) = await SentAsync(ZaloUnderTest.ByUser);
        Assert.StartsWith("POST /v3.0/oa/message/template HTTP/1.1", head);
        Assert.Equal(ZaloUnderTest.ByUser.Address, body.GetProperty("user_id").GetString());
        Assert.False(body.TryGetProperty("tracking_id", out _));
        Assert.False(body.TryGetProperty("phone", out _));
    }

    [Fact]
    public async Task The_longest_reference_fits_the_field() =>
        Assert.Equal("2147483647-2147483647-32767", (await SentAsync(ZaloUnderTest.ByPhone with { Reference = new(int.MaxValue, int.MaxValue), Attempt = short.MaxValue }))
            .Body.GetProperty("tracking_id").GetString());

    [Fact]
    public async Task A_text_that_is_none_of_Zalos_is_refused_without_a_call()
    {
        await using var server = new LoopbackServer(ZaloCases.All["accepted"].Behave);
        Assert.Equal(new Rejected(RejectionKind.Content, "not-a-zalo-text"), await zalo.SendAsync(server.Address, Message));
        Assert.Empty(server.Requests);
    }

    private async Task<(string Head, JsonElement Body)> SentAsync(OutgoingMessage message)
    {
        await using var server = new LoopbackServer(ZaloCases.All["accepted"].Behave);
        Assert.IsType<Accepted>(await zalo.SendAsync(server.Address, message));
        var request = Assert.Single(server.Requests);
        var end = request.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        return (request[..end], JsonDocument.Parse(Encoding.Latin1.GetBytes(request[(end + 4)..])).RootElement);
    }
}
