using System.Text.RegularExpressions;

namespace CampaignEngine.Tests.Architecture;

/// <summary>Each table has one owning room, the one whose folder holds its migration: only that room writes it, and no room below reads it.</summary>
public sealed partial class TableTests
{
    private static readonly Dictionary<string, string> Owners = (
        from file in Directory.EnumerateFiles(Rooms.Folder, "*.sql", SearchOption.AllDirectories)
        let room = Path.GetRelativePath(Rooms.Folder, file).Split(Path.DirectorySeparatorChar)[0]
        where room is not ("bin" or "obj")
        from Match table in CreateTable().Matches(File.ReadAllText(file))
        select (Table: table.Groups[1].Value, room)).ToDictionary(t => t.Table, t => t.room);

    [Fact]
    public void The_tables_are_found() => Assert.True(Owners.Count > 20);

    [Fact]
    public void A_table_is_written_by_its_owner_alone()
    {
        var faults = from s in Rooms.Sources()
                     from Match write in Write().Matches(File.ReadAllText(s.Path))
                     let table = write.Groups[1].Value
                     where Owners.TryGetValue(table, out var owner) && owner != s.Room
                     select $"{s.Room}/{Path.GetFileName(s.Path)} writes {table} of {Owners[table]}";
        Assert.Empty(faults);
    }

    [Fact]
    public void A_table_is_read_by_its_owner_and_the_rooms_above_it()
    {
        var faults = from s in Rooms.Sources()
                     from Match read in Read().Matches(File.ReadAllText(s.Path))
                     let table = read.Groups[1].Value
                     where Owners.TryGetValue(table, out var owner) && Rooms.Rank(owner) > Rooms.Rank(s.Room)
                     select $"{s.Room}/{Path.GetFileName(s.Path)} reads {table} of {Owners[table]}";
        Assert.Empty(faults);
    }

    [GeneratedRegex(@"CREATE TABLE (?:IF NOT EXISTS )?(\w+)")]
    private static partial Regex CreateTable();

    [GeneratedRegex(@"\b(?:INSERT INTO|UPDATE|DELETE FROM|COPY|TRUNCATE)\s+(\w+)")]
    private static partial Regex Write();

    [GeneratedRegex(@"\b(?:FROM|JOIN)\s+(\w+)")]
    private static partial Regex Read();
}
