using System.Net;
using CampaignEngine.Simulator;

namespace CampaignEngine.Tests.Simulator;

public sealed class SimulatorTests
{
    [Fact]
    public async Task Messages_are_counted_by_our_id_so_that_a_double_shows()
    {
        await using var simulator = await SimulatorUnderTest.StartAsync(new BehaviourSettings());
        foreach (var id in (string[])["1-1", "1-2", "1-2", "1-2", "1-3"]) Assert.Equal("taken", await simulator.OutcomeAsync(id));
        var messages = (await simulator.GetAsync("/stats")).GetProperty("messages");
        Assert.Equal((5, 3, 2, 3), (messages.GetProperty("accepted").GetInt32(), messages.GetProperty("distinct").GetInt32(),
            messages.GetProperty("duplicates").GetInt32(), messages.GetProperty("mostPerId").GetInt32()));
        Assert.InRange(messages.GetProperty("peakMessagesPerSecond").GetInt32(), 1, 5);
        Assert.Equal(HttpStatusCode.NoContent, (await simulator.ClearAsync()).StatusCode);
        Assert.Equal(0, simulator.Count().Accepted);
    }

    [Fact]
    public async Task The_same_seed_does_the_same_to_the_same_ids_and_counts_can_be_foretold()
    {
        var behaviour = new BehaviourSettings
        {
            Seed = 11,
            Throttled = 0.1,
            Rejected = 0.1,
            OptedOut = 0.05,
            ServerError = 0.1,
            ServerErrorAfter = 0.1,
            ResetBefore = 0.1,
            ResetAfter = 0.1,
            Undelivered = 0.2,
            Failed = 0.1,
            CallbackLost = 1,
        };
        await using var first = await SimulatorUnderTest.StartAsync(behaviour);
        await using var second = await SimulatorUnderTest.StartAsync(behaviour);
        var ids = Enumerable.Range(1, 200).Select(n => $"4-{n}").ToList();
        var outcomes = new List<string>();
        foreach (var id in ids)
        {
            outcomes.Add(await first.OutcomeAsync(id));
            Assert.Equal(outcomes[^1], await second.OutcomeAsync(id));
        }
        foreach (var kind in (string[])["taken", "reset", "400", "429", "503"]) Assert.Contains(kind, outcomes);
        Assert.Equal(first.Count().ByStatus, second.Count().ByStatus);
        Assert.True(first.Count().Accepted > outcomes.Count(o => o == "taken"), "some were taken and the sender was told otherwise");
        // What becomes of a message depends on nothing but the settings and its id.
        Assert.All(ids, id => Assert.Equal(Fate.Of(behaviour, id), Fate.Of(behaviour, id)));
        Assert.InRange(ids.Count(id => Fate.Of(behaviour, id).Ending == Ending.Undelivered), 20, 60);
    }

    [Fact]
    public async Task A_throttled_id_may_be_taken_at_a_later_call()
    {
        await using var simulator = await SimulatorUnderTest.StartAsync(new BehaviourSettings { Throttled = 0.5, CallbackLost = 1 });
        var tries = new List<string>();
        for (var i = 0; i < 40 && !tries.Contains("taken"); i++) tries.Add(await simulator.OutcomeAsync("5-1"));
        Assert.Equal("taken", tries[^1]);
        Assert.All(tries[..^1], t => Assert.Equal("429", t));
        Assert.Equal(1, simulator.Count().Accepted);
    }

    [Theory]
    [InlineData("+84901990001", "400")]
    [InlineData("+84901990002", "400")]
    [InlineData("+84901990004", "503")]
    [InlineData("+84901990006", "reset")]
    [InlineData("+84901990007", "reset")]
    public async Task A_magic_number_has_its_fate_once_that_is_switched_on(string number, string outcome)
    {
        await using var simulator = await SimulatorUnderTest.StartAsync(new BehaviourSettings());
        Assert.Equal("taken", await simulator.OutcomeAsync("6-1", number));
        await simulator.ControlAsync(new { magic = true });
        Assert.Equal(outcome, await simulator.OutcomeAsync("6-2", number));
    }

    [Fact]
    public async Task Control_changes_what_it_names_and_refuses_what_it_does_not_know()
    {
        await using var simulator = await SimulatorUnderTest.StartAsync(new BehaviourSettings { Seed = 77, Failed = 0.25 });
        Assert.Equal(HttpStatusCode.OK, (await simulator.ControlAsync(new { Stop = 0.5, callbackDelayMs = 5 })).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await simulator.ControlAsync(new { stopp = 1 })).StatusCode);
        var now = await simulator.GetAsync("/control");
        Assert.Equal((77, 0.25, 0.5, 5), (now.GetProperty("seed").GetInt32(), now.GetProperty("failed").GetDouble(), now.GetProperty("stop").GetDouble(), now.GetProperty("callbackDelayMs").GetInt32()));
    }

    [Fact]
    public async Task A_message_can_be_looked_up_by_its_sid_and_by_its_number_and_day()
    {
        await using var simulator = await SimulatorUnderTest.StartAsync(new BehaviourSettings { CallbackLost = 1 });
        using var answer = await simulator.SendAsync("8-1", "+84901111111");
        await simulator.SendAsync("8-2", "+84902222222");
        var sid = System.Text.Json.JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("sid").GetString()!;
        var account = $"/2010-04-01/Accounts/{SimulatorUnderTest.Account}";
        Assert.Equal("+84901111111", (await simulator.GetAsync($"{account}/Messages/{sid}.json")).GetProperty("to").GetString());
        Assert.Equal(HttpStatusCode.NotFound, (await simulator.GetRawAsync($"{account}/Messages/SM{new string('0', 32)}.json")).StatusCode);
        async Task<int> FoundAsync(string query) => (await simulator.GetAsync($"{account}/Messages.json?{query}")).GetProperty("messages").GetArrayLength();
        Assert.Equal(1, await FoundAsync("To=%2B84901111111&DateSent%3E=2020-01-01"));
        Assert.Equal(0, await FoundAsync("To=%2B84901111111&DateSent%3C=2020-01-01"));
        Assert.Equal(2, await FoundAsync(""));
    }

    [Fact]
    public async Task A_wrong_token_or_a_bad_form_takes_nothing()
    {
        await using var simulator = await SimulatorUnderTest.StartAsync(new BehaviourSettings());
        Assert.Equal(HttpStatusCode.Unauthorized, (await simulator.SendAsync("9-1", token: "wrong")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await simulator.SendAsync("9-1", to: "0901234567")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await simulator.SendAsync("9-1", body: new string('x', 1601))).StatusCode);
        Assert.Equal(0, simulator.Count().Accepted);
    }
}
