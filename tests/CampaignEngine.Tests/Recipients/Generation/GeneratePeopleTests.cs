using System.Security.Cryptography;
using CampaignEngine.Recipients;
using CampaignEngine.Recipients.Generation;
using Sylvan.Data.Csv;

namespace CampaignEngine.Tests.Recipients.Generation;

public sealed class GeneratePeopleTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("campaign-generate-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void The_same_seed_gives_the_same_bytes_and_another_seed_others()
    {
        Assert.Equal(Hash(7, "a.csv"), Hash(7, "b.csv"));
        Assert.NotEqual(Hash(7, "a.csv"), Hash(8, "c.csv"));
    }

    [Fact]
    public void Every_header_is_one_the_import_knows_and_every_row_bears_the_mark()
    {
        using var csv = CsvDataReader.Create(Generate(500, 3, "headers.csv"));
        Assert.All(Enumerable.Range(0, csv.FieldCount), i => Assert.NotNull(PeopleColumns.Match(csv.GetName(i))));
        var mark = csv.GetOrdinal("Dữ liệu giả");
        var rows = 0;
        for (; csv.Read(); rows++) Assert.Equal("x", csv.GetString(mark));
        Assert.Equal(500, rows);
    }

    [Theory]
    [InlineData(0, "x.csv")]
    [InlineData(1, "no/such/folder/x.csv")]
    [InlineData(1, ".")]
    public void What_cannot_be_written_is_refused(long count, string name) =>
        Assert.Throws<RefusedException>(() => Generate(count, 1, name));

    [Fact]
    public void An_interrupted_file_leaves_nothing()
    {
        Assert.Throws<OperationCanceledException>(() => GeneratePeople.Execute(10, 1, Path.Combine(folder.FullName, "x.csv"), new CancellationToken(canceled: true)));
        Assert.Empty(folder.GetFiles());
    }

    private string Hash(long seed, string name) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Generate(2000, seed, name))));

    private string Generate(long count, long seed, string name)
    {
        var path = Path.Combine(folder.FullName, name);
        GeneratePeople.Execute(count, seed, path, default);
        return path;
    }
}
