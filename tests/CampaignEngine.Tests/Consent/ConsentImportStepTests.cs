using CampaignEngine.Tests.Recipients;

namespace CampaignEngine.Tests.Consent;

public sealed class ConsentImportStepTests : IAsyncLifetime
{
    private const string Header = "Họ và tên,Số định danh cá nhân,Đồng ý SMS,Đồng ý Zalo,Ngày đồng ý,Bản lời văn đồng ý,Chứng cứ đồng ý";
    private readonly ImportBench bench = new();

    public ValueTask InitializeAsync() => bench.InitializeAsync();

    public ValueTask DisposeAsync() => bench.DisposeAsync();

    [Fact]
    public async Task Consents_reach_the_ledger_under_the_pseudonym_with_day_wording_source_and_proof()
    {
        var report = await bench.ImportAsync($"{Header}\nLan,001099000001,có,không,02/01/2026,v3,phiếu 17\nMai,001099000002,,,,,\n");
        Assert.Equal(2, report.Counts["consentsRecorded"]);
        Assert.Equal("sms promotion t v3 test phiếu 17 2026-01-02;zalo promotion f v3 test phiếu 17 2026-01-02", await bench.OneAsync<string>("""
            SELECT string_agg(concat_ws(' ', channel, purpose, given, wording, l.source, proof, given_on), ';' ORDER BY channel)
            FROM consent_ledger l JOIN recipients USING (pseudonym)
            """));
    }

    [Fact]
    public async Task The_later_word_counts_and_an_earlier_one_is_only_recorded()
    {
        await bench.ImportAsync($"{Header}\nLan,001099000001,có,,02/01/2026,,\n");
        await bench.ImportAsync($"{Header}\nLan,001099000001,không,,20/01/2026,,\n");
        await bench.ImportAsync($"{Header}\nLan,001099000001,có,,10/01/2026,,\n"); // comes late
        Assert.Equal("f 2026-01-20 3", await LatestAsync());
        var again = await bench.ImportAsync($"{Header}\nLan,001099000001,có,,10/01/2026,,\n");
        Assert.Equal(0, again.Counts["consentsRecorded"]);
    }

    [Fact]
    public async Task Of_two_words_of_one_day_the_refusal_counts()
    {
        await bench.ImportAsync($"{Header}\nLan,001099000001,không,,02/01/2026,,\n");
        await bench.ImportAsync($"{Header}\nLan,001099000001,có,,02/01/2026,,\n");
        Assert.Equal("f 2026-01-02 2", await LatestAsync());
    }

    [Fact]
    public async Task Without_a_day_the_state_of_the_file_stands_in_and_a_later_copy_is_no_new_fact()
    {
        await bench.ImportAsync($"{Header}\nLan,001099000001,có,,,,\n");
        Assert.Equal(0, (await bench.ImportAsync($"{Header}\nLan,001099000001,có,,,,\n", ImportBench.Jan.AddDays(20))).Counts["consentsRecorded"]);
        Assert.Equal("t 2026-01-31 1", await LatestAsync());
        await bench.ImportAsync($"{Header}\nLan,001099000001,không,,,,\n", ImportBench.Jan.AddDays(30));
        Assert.Equal("f 2026-03-02 2", await LatestAsync());
    }

    private Task<string> LatestAsync() => bench.OneAsync<string>(
        "SELECT concat_ws(' ', given, given_on, (SELECT count(*) FROM consent_ledger)) FROM consents WHERE channel = 'sms'");
}
