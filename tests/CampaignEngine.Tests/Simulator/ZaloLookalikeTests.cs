using System.Net.Http.Json;
using System.Text.Json;
using CampaignEngine.Channels;
using CampaignEngine.Simulator;
using CampaignEngine.Tests.Channels;
using CampaignEngine.Tests.Channels.Zalo;

namespace CampaignEngine.Tests.Simulator;

/// <summary>Zalo's look-alike, spoken to as the engine speaks to Zalo.</summary>
public sealed class ZaloLookalikeTests(ZaloUnderTest zalo) : IClassFixture<ZaloUnderTest>
{
    [Theory]
    [InlineData("990000", "Accepted")]
    [InlineData("990001", "Rejected { Kind = Absent, Code = -118, Suppress = False }")]
    [InlineData("990002", "Rejected { Kind = Recipient, Code = -141, Suppress = True }")]
    [InlineData("990003", "Throttled { RetryAfter = 00:00:01, Code = -32 }")]
    [InlineData("990004", "InDoubt { Code = http-503 }")]
    [InlineData("990005", "InDoubt { Code = http-503 }")]
    [InlineData("990006", "InDoubt { Code = connection-lost }")]
    [InlineData("990007", "InDoubt { Code = connection-lost }")]
    public async Task A_magic_number_has_its_fate_in_Zalos_codes(string ending, string expected)
    {
        await zalo.PutAsync("app-secret", "simulator-app-secret");
        await zalo.PutTokensAsync("simulator-refresh-0", access: null);
        await using var simulator = await SimulatorUnderTest.StartAsync(new BehaviourSettings { Magic = true });
        var outcome = await zalo.SendAsync(simulator.Address, ZaloUnderTest.ByPhone with { Address = $"+84901{ending}" });
        Assert.StartsWith(expected, outcome.ToString());
        Assert.Equal(ending is "990000" or "990005" or "990007" ? 1 : 0, simulator.Count().Accepted);
    }

    [Fact]
    public async Task A_refresh_token_is_good_once_and_voids_the_access_token_before_it()
    {
        await using var simulator = await SimulatorUnderTest.StartAsync(new BehaviourSettings());
        using var http = new HttpClient { BaseAddress = new Uri(simulator.Address) };
        var first = await RotateAsync(http, "simulator-refresh-0");
        Assert.Equal(JsonValueKind.String, first.GetProperty("expires_in").ValueKind);
        Assert.Equal(-14014, (await RotateAsync(http, "simulator-refresh-0")).GetProperty("error").GetInt32());
        var second = await RotateAsync(http, first.GetProperty("refresh_token").GetString()!);
        Assert.Equal(-124, await QuotaAsync(http, first));
        Assert.Equal(0, await QuotaAsync(http, second));
        Assert.Equal(-14002, (await RotateAsync(http, second.GetProperty("refresh_token").GetString()!, secret: "another")).GetProperty("error").GetInt32());
    }

    [Fact]
    public async Task The_check_of_Twilio_reads_its_account()
    {
        await using var simulator = await SimulatorUnderTest.StartAsync(new BehaviourSettings());
        foreach (var (token, state) in ((string, CheckState)[])[("simulator-token", CheckState.Good), ("another", CheckState.Bad)])
        {
            await using var services = zalo.Database.Services(new Dictionary<string, string?>
            {
                ["Twilio:BaseUrl"] = simulator.Address,
                ["Twilio:AccountSid"] = SimulatorUnderTest.Account,
                ["Twilio:AuthToken"] = token,
                ["Twilio:From"] = "BHXH",
            });
            Assert.Equal(state, Assert.Single(await services.CheckOf("twilio").ExecuteAsync(default)).State);
        }
    }

    private static async Task<JsonElement> RotateAsync(HttpClient http, string token, string secret = "simulator-app-secret")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v4/oa/access_token")
        {
            Content = new FormUrlEncodedContent([new("refresh_token", token), new("app_id", ZaloUnderTest.AppId), new("grant_type", "refresh_token")]),
        };
        request.Headers.Add("secret_key", secret);
        using var answer = await http.SendAsync(request);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static async Task<int> QuotaAsync(HttpClient http, JsonElement pair)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/message/quota");
        request.Headers.TryAddWithoutValidation("access_token", pair.GetProperty("access_token").GetString());
        using var answer = await http.SendAsync(request);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error").GetInt32();
    }
}
