using Sylvan.Data.Csv;

namespace CampaignEngine.Storage;

/// <summary>A small CSV table that ships inside the product.</summary>
internal static class SeedTable
{
    public static IReadOnlyList<T> Read<T>(string file, Func<CsvDataReader, T> row)
    {
        using var stream = typeof(SeedTable).Assembly.GetManifestResourceStream($"seeds/{file}")
            ?? throw new InvalidOperationException($"The product ships no {file}.");
        using var reader = CsvDataReader.Create(new StreamReader(stream));
        var rows = new List<T>();
        while (reader.Read()) rows.Add(row(reader));
        return rows;
    }
}
