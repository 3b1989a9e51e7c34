using System.Net;
using CampaignEngine.Tests.Campaigns;
using CampaignEngine.Tests.Harness;
using CampaignEngine.Tests.Links;
using Dapper;

namespace CampaignEngine.Tests.Authenticity;

public sealed class CheckPageTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private const string Yes = "Đúng nội dung tin của BHXH";
    private const string No = "Không phải tin hiện hành của BHXH";
    private const string Ours = "BHXH: mời Ông Trần Văn Riêng tham gia. Hỏi: 1900 9068. Từ chối: gọi 1900 9068";

    [Fact]
    public async Task The_text_of_a_running_campaign_is_ours_until_thirty_days_after_its_end()
    {
        await using var bench = await LaunchedAsync();
        Assert.Contains(Yes, await AskAsync(Ours));
        Assert.Contains(Yes, await AskAsync("bhxh: moi ba nguyen thi khac THAM GIA.hoi:19009068.  Tu choi: goi 1900 9068"));
        Assert.Contains(No, await AskAsync(Ours.Replace("Hỏi: 1900 9068", "Hỏi: 0912 345 678")));
        Assert.Contains(No, await AskAsync(Ours + " https://evil.example"));

        await bench.Connection.ExecuteAsync("UPDATE runs SET state = 'completed', finished_at = @at", new { at = database.Clock.GetUtcNow().AddDays(-29).UtcDateTime });
        Assert.Contains(Yes, await AskAsync(Ours));
        await bench.Connection.ExecuteAsync("UPDATE runs SET finished_at = @at", new { at = database.Clock.GetUtcNow().AddDays(-31).UtcDateTime });
        Assert.Contains(No, await AskAsync(Ours));
    }

    [Fact]
    public async Task What_was_approved_but_not_launched_is_not_ours_yet()
    {
        await using var bench = await CampaignBench.StartAsync(database);
        await bench.TemplateAsync(CampaignBench.Template, "vi", Body, version: 2);
        await bench.PeopleAsync(3);
        await bench.ApproveAsync(await bench.CreateAsync());
        Assert.Contains(No, await AskAsync(Ours));
    }

    [Fact]
    public async Task A_sender_without_a_name_of_its_own_is_given_none()
    {
        await using var visits = await Visits.StartAsync(database, ("Twilio:From", ""), ("Twilio:MessagingServiceSid", "MG00000000000000000000000000000001"));
        Assert.Contains("a name the provider chooses", await (await visits.OpenAsync("/check")).Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task What_Zalo_holds_the_words_of_is_said_to_be_unknown_here_and_its_values_are_not_ours()
    {
        await using var bench = await LaunchedAsync();
        Assert.DoesNotContain("Tin Zalo", await AskAsync("x"));
        await bench.Connection.ExecuteAsync("""
            ALTER TABLE template_versions DISABLE TRIGGER template_versions_guard;
            UPDATE template_versions SET provider_template = '123' WHERE version = 2;
            ALTER TABLE template_versions ENABLE TRIGGER template_versions_guard
            """);
        var page = await AskAsync(Ours);
        Assert.Contains(No, page);
        Assert.Contains("Tin Zalo gửi theo mẫu đăng ký với Zalo", page);
    }

    [Fact]
    public async Task The_confirmations_of_refusals_are_ours_with_any_time()
    {
        const string confirmation = "BHXH: da nhan luc 09:15 ngay 03/05/2026 yeu cau tu choi moi tin nhan. Ong/Ba se khong nhan tin nao nua. Can hoi them, goi 1900 9068.";
        Assert.Contains(Yes, await AskAsync(confirmation));
        Assert.Contains(No, await AskAsync(confirmation.Replace("09:15", "http://x.vn")));
    }

    [Fact]
    public async Task A_post_is_ours_once_it_stands_there_and_no_more_when_it_is_taken_down()
    {
        const string post = "Tháng BHXH toàn dân: mời bà con đến điểm thu gần nhất.";
        await using var bench = await CampaignBench.StartAsync(database);
        await bench.PeopleAsync(3);
        await bench.LaunchedAsync(PlanJson.With("publications", $$"""[{ "channel": "lotus", "texts": { "vi": "{{post}}" }, "assignee": "A", "escalateTo": "B" }]"""));
        Assert.Contains(No, await AskAsync(post));
        await bench.Connection.ExecuteAsync("UPDATE tasks SET state = 'done', done_at = @at, done_by = 'x', proof = 'https://lotus.vn/w/1'", new { at = database.Clock.GetUtcNow().UtcDateTime });
        var page = await AskAsync(post);
        Assert.Contains(Yes, page);
        Assert.Contains("https://lotus.vn/w/1", page);
        Assert.Contains(No, await AskAsync(post + " Gọi 0912 345 678"));
        await bench.Connection.ExecuteAsync("""
            DELETE FROM tasks;
            INSERT INTO publications (run_id, place, channel, language, body, publish_at, expires_at, state, attempt, published_at, provider, provider_id, changed_at)
            SELECT run_id, 1, 'facebook', 'vi', @post, launched_at, launched_at, 'published', 1, @at, 'facebook', '1_1', launched_at FROM runs
            """, new { post, at = database.Clock.GetUtcNow().UtcDateTime });
        Assert.Contains(Yes, await AskAsync(post));
        await bench.Connection.ExecuteAsync("UPDATE publications SET state = 'removed'");
        Assert.Contains(No, await AskAsync(post));
    }

    [Theory]
    [InlineData("/kiem-tra")]
    [InlineData("/check")]
    public async Task The_page_lists_the_current_texts_with_their_sender_and_nobodys_name(string path)
    {
        await using var bench = await LaunchedAsync();
        await bench.FreezeAsync(await bench.ScalarAsync<int>("SELECT max(run_id) FROM runs"));
        await using var visits = await Visits.StartAsync(database);
        var answer = await visits.OpenAsync(path);
        var page = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("BHXH: mời […] […] tham gia. Hỏi: 1900 9068. Từ chối: gọi 1900 9068", WebUtility.HtmlDecode(page));
        Assert.Contains("<strong>SMS</strong>, người gửi <span lang=en>sender</span>: <strong>BHXH</strong>", page);
        Assert.Contains("Is this message from the agency?", page);
        Assert.DoesNotContain("Nguyễn Văn A", page);
        Assert.DoesNotContain("<script", page);
        Assert.Contains("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal(HttpStatusCode.OK, (await visits.OpenAsync(path, method: HttpMethod.Head)).StatusCode);
        Assert.Equal(0, await visits.ScalarAsync<long>("SELECT count(*) FROM link_clicks"));
    }

    [Fact]
    public async Task Whatever_is_pasted_is_bounded_shown_as_text_and_kept_nowhere()
    {
        await using var visits = await Visits.StartAsync(database);
        var page = await (await visits.PostAsync("/kiem-tra", "text", "</textarea><script>alert(1)</script>")).Content.ReadAsStringAsync();
        Assert.Contains(No, page);
        Assert.DoesNotContain("<script", page);
        Assert.DoesNotContain(No, await (await visits.PostAsync("/kiem-tra", "text", "  ")).Content.ReadAsStringAsync());
        Assert.DoesNotContain(No, await (await visits.PostAsync("/kiem-tra", "other", "x")).Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await visits.PostAsync("/kiem-tra", "text", new string('x', 60_000))).StatusCode);
        foreach (var odd in (string[])[new string('(', 4000), "\0", "%", "\uFFFD", string.Concat(Enumerable.Repeat("BHXH: mời Ông ", 300))])
            Assert.Contains(No, await (await visits.PostAsync("/check", "text", odd)).Content.ReadAsStringAsync());
    }

    private const string Body = "BHXH: mời {{ title }} {{ name }} tham gia. Hỏi: {{ hotline }}. {{ refusal }}";

    private async Task<CampaignBench> LaunchedAsync()
    {
        var bench = await CampaignBench.StartAsync(database);
        await bench.TemplateAsync(CampaignBench.Template, "vi", Body, version: 2);
        await bench.PeopleAsync(3);
        await bench.LaunchedAsync();
        return bench;
    }

    /// <summary>By a host of its own each time: what is current is kept for half a minute.</summary>
    private async Task<string> AskAsync(string text)
    {
        await using var visits = await Visits.StartAsync(database);
        return await (await visits.PostAsync("/kiem-tra", "text", text)).Content.ReadAsStringAsync();
    }
}
