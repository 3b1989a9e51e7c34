using CampaignEngine.Dispatch;
using CampaignEngine.Tests.Harness;

namespace CampaignEngine.Tests.Dispatch;

public sealed class ClaimChunkTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task One_claim_takes_one_chunk_also_where_the_statistics_know_of_one_alone()
    {
        // The planner then joins the other way round, and the choice would be run once for every chunk there is.
        await using (var small = await DispatchBench.StartAsync(database, messages: 1))
            await small.ScalarAsync<object>("UPDATE runs SET state = 'paused'; ANALYZE chunks; ANALYZE runs");
        const int chunks = 10;
        await using var bench = await DispatchBench.StartAsync(database, chunks, chunkSize: 1);
        for (var taken = 1; taken <= chunks; taken++)
        {
            Assert.NotNull(await bench.Get<ClaimChunk>().ExecuteAsync(Guid.NewGuid(), default));
            Assert.Equal(taken, await bench.ScalarAsync<int>("SELECT count(*) FROM chunks WHERE run_id = @RunId AND state = 'leased'"));
        }
        Assert.Null(await bench.Get<ClaimChunk>().ExecuteAsync(Guid.NewGuid(), default));
    }
}
