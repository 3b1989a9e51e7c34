using System.Net;
using CampaignEngine.Links;
using CampaignEngine.Tests.Harness;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CampaignEngine.Tests.Links;

public sealed class PersonalCodesTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static readonly PersonRow[] People = [.. Enumerable.Range(1, 5).Select(id => new PersonRow(id))];

    [Fact]
    public async Task Only_who_consented_to_being_measured_has_a_code_of_their_own_until_they_withdraw_or_are_erased()
    {
        await using var visits = await Visits.StartAsync(database);
        await using var connection = await database.Source.OpenConnectionAsync();
        await PersonRow.InsertAsync(connection, People);
        await ConsentAsync(connection, 1, "link", "measurement", given: true);
        await ConsentAsync(connection, 2, "link", "measurement", given: true);
        await ConsentAsync(connection, 3, "link", "measurement", given: false);
        await ConsentAsync(connection, 4, "sms", "promotion", given: true);
        var link = await visits.AddAsync();
        var codes = await CodesAsync(visits, connection, link);
        Assert.Equal(2, codes.Values.Where(c => c != link.Code).Distinct().Count());
        Assert.All([3, 4, 5], id => Assert.Equal(link.Code, codes[Person(id)]));
        Assert.Equal(codes, await CodesAsync(visits, connection, link));

        // A person's click is everybody's count and their own first day; a program's is not theirs.
        await visits.OpenAsync($"/{codes[Person(1)]}", "Twitterbot/1.0");
        Assert.Null(await FollowedAsync(visits, 1));
        var answer = await visits.OpenAsync($"/{codes[Person(1)]}");
        Assert.Equal((HttpStatusCode.Found, link.Target), (answer.StatusCode, answer.Headers.GetValues("Location").Single()));
        database.Clock.Advance(TimeSpan.FromDays(1));
        await visits.OpenAsync($"/{codes[Person(1)]}");
        Assert.Equal(new DateTime(2026, 5, 5), await FollowedAsync(visits, 1));
        Assert.Equal((2, 1), (await visits.CountAsync(link, "visit"), await visits.CountAsync(link, "preview")));

        // Withdrawn: their old code is nobody's any more, and the next text has the common one.
        await ConsentAsync(connection, 2, "link", "measurement", given: false);
        await visits.OpenAsync($"/{codes[Person(2)]}");
        Assert.Null(await FollowedAsync(visits, 2));
        Assert.Equal(link.Code, (await CodesAsync(visits, connection, link))[Person(2)]);

        // Erased: which code was theirs is gone, the code still leads there.
        Assert.Equal(1, await PersonalCodes.EraseAsync(connection, Person(1), default));
        Assert.Equal(0, await connection.ExecuteScalarAsync<int>("SELECT count(*) FROM link_people WHERE pseudonym = @person", new { person = Person(1) }));
        Assert.Equal(HttpStatusCode.Found, (await visits.OpenAsync($"/{codes[Person(1)]}")).StatusCode);
        Assert.Equal(4, await visits.CountAsync(link, "visit"));
    }

    [Fact]
    public async Task Two_who_ask_at_once_get_the_same_code_for_a_person()
    {
        await using var visits = await Visits.StartAsync(database);
        await using var connection = await database.Source.OpenConnectionAsync();
        await PersonRow.InsertAsync(connection, Enumerable.Range(101, 300).Select(id => new PersonRow(id)));
        foreach (var id in Enumerable.Range(101, 300)) await ConsentAsync(connection, id, "link", "measurement", given: true);
        var link = await visits.AddAsync();
        Guid[] people = [.. Enumerable.Range(101, 300).Select(id => Person(id))];
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            await using var own = await database.Source.OpenConnectionAsync();
            return await visits.Services.GetRequiredService<PersonalCodes>().ForAsync(own, link.LinkId, people, default);
        }));
        Assert.Equal(300, answers[0].Values.Distinct().Count());
        Assert.All(answers, answer => Assert.Equal(answers[0], answer));
    }

    private static Guid Person(int id) => new PersonRow(id).Pseudonym!.Value;

    private static Task<IReadOnlyDictionary<Guid, string>> CodesAsync(Visits visits, NpgsqlConnection connection, Link link) =>
        visits.Services.GetRequiredService<PersonalCodes>().ForAsync(connection, link.LinkId, [.. People.Select(p => p.Pseudonym!.Value)], default);

    private static Task<DateTime?> FollowedAsync(Visits visits, int id) =>
        visits.ScalarAsync<DateTime?>("SELECT followed_on FROM link_people WHERE pseudonym = @person", new { person = Person(id) });

    private static Task ConsentAsync(NpgsqlConnection connection, int id, string channel, string purpose, bool given) => connection.ExecuteAsync("""
        INSERT INTO consents (recipient_id, channel, purpose, given, given_on) VALUES (@id, @channel, @purpose, @given, '2026-01-01')
        ON CONFLICT (recipient_id, channel, purpose) DO UPDATE SET given = excluded.given
        """, new { id, channel, purpose, given });
}
