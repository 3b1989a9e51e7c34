using System.Text;
using CampaignEngine.Files;
using CampaignEngine.Tests.Harness;
using MiniExcelLibs;

namespace CampaignEngine.Tests.Files;

public sealed class TableReaderTests : IDisposable
{
    private readonly ScratchFolder scratch = new();

    public void Dispose() => scratch.Dispose();

    [Theory]
    [InlineData("a,b\n1,\"x, y\"\n")]
    [InlineData("\uFEFFa,b\r\n1,\"x, y\"\r\n")]
    [InlineData("a;b\n1;x, y\n")]
    [InlineData("\uFEFFa;b\r\n1;\"x, y\"")]
    public async Task A_csv_is_read_with_or_without_mark_by_comma_or_semicolon(string text)
    {
        using var table = await OpenAsync(scratch.Write(".csv", text));
        Assert.Equal(["a", "b"], table.Header);
        Assert.True(table.Read());
        Assert.Equal("1", table.Text(0).ToString());
        Assert.Equal("x, y", table.Text(1).ToString());
        Assert.Equal(2, table.RowNumber);
        Assert.False(table.Read());
    }

    [Fact]
    public async Task Quoted_line_breaks_stay_in_their_cell_and_rows_are_numbered_as_a_spreadsheet_shows_them()
    {
        using var table = await OpenAsync(scratch.Write(".csv", "a,b\n\"p\nq\",\"say \"\"hi\"\"\"\n\n , \n#3,z,extra\nshort\n"));
        Assert.True(table.Read());
        Assert.Equal(("p\nq", "say \"hi\"", 2), (table.Text(0).ToString(), table.Text(1).ToString(), table.RowNumber));
        Assert.True(table.Read()); // the empty rows 3 and 4 are passed over
        Assert.Equal(("#3", 5, 3), (table.Text(0).ToString(), table.RowNumber, table.CellCount));
        Assert.True(table.Read());
        Assert.Equal(("short", "", 1), (table.Text(0).ToString(), table.Text(1).ToString(), table.CellCount));
        Assert.False(table.Read());
    }

    [Fact]
    public async Task Cells_are_trimmed_for_reading_and_kept_for_giving_back()
    {
        using var table = await OpenAsync(scratch.Write(".csv", "a\n\"  x \"\n"));
        Assert.True(table.Read());
        Assert.Equal(("x", "  x "), (table.Text(0).ToString(), table.Original(0)));
    }

    [Fact]
    public async Task An_xlsx_keeps_numbers_texts_and_dates_apart()
    {
        var path = scratch.NextPath(".xlsx");
        MiniExcel.SaveAs(path, new[]
        {
            new Dictionary<string, object?> { ["Họ tên"] = "Lan", ["Số"] = 79123456789L, ["Mã"] = "001", ["Ngày"] = new DateTime(2020, 1, 2), ["Trống"] = null },
            new Dictionary<string, object?> { ["Họ tên"] = null, ["Số"] = null, ["Mã"] = null, ["Ngày"] = null, ["Trống"] = null },
            new Dictionary<string, object?> { ["Họ tên"] = "An", ["Số"] = 1.5, ["Mã"] = "002", ["Ngày"] = null, ["Trống"] = null },
        });
        using var table = await OpenAsync(path);
        Assert.Equal(["Họ tên", "Số", "Mã", "Ngày", "Trống"], table.Header);
        Assert.True(table.Read());
        Assert.Equal([CellKind.Text, CellKind.Number, CellKind.Text, CellKind.Date, CellKind.Text], Enumerable.Range(0, 5).Select(table.Kind));
        Assert.Equal(["Lan", "79123456789", "001", "2020-01-02", ""], Enumerable.Range(0, 5).Select(table.Original));
        Assert.True(table.Read());
        Assert.Equal(("An", "1.5", 4), (table.Text(0).ToString(), table.Text(1).ToString(), table.RowNumber));
        Assert.False(table.Read());
    }

    [Fact]
    public async Task Bytes_that_are_not_utf8_are_refused_with_their_line()
    {
        var path = scratch.Write(".csv", [.. "a\ntốt\n"u8, 0x4E, 0xE1, 0x20, .. "x\n"u8]); // Windows-1252 on line 3
        var problem = Assert.Single((await Assert.ThrowsAsync<RefusedException>(() => FileCheck.RunAsync(path, default))).Problems);
        Assert.Equal("not-utf8", problem.Code);
        Assert.EndsWith("line 3", problem.Where);
    }

    [Theory]
    [InlineData(65534)]
    [InlineData(65535)]
    [InlineData(65536)]
    public async Task A_letter_that_straddles_two_blocks_is_whole(int before)
    {
        var good = scratch.Write(".csv", new string('x', before) + "ế\nế");
        Assert.Equal(TableKind.Csv, (await FileCheck.RunAsync(good, default)).Kind);
        var cut = scratch.Write(".csv", Encoding.UTF8.GetBytes(new string('x', before) + "ế")[..^1]);
        await Assert.ThrowsAsync<RefusedException>(() => FileCheck.RunAsync(cut, default));
    }

    [Theory]
    [InlineData(".csv", new byte[] { 0x50, 0x4B, 0x03, 0x04, 1 })] // a workbook named .csv
    [InlineData(".xlsx", new byte[] { 0x61, 0x2C, 0x62 })] // text named .xlsx
    [InlineData(".xls", new byte[] { 0xD0, 0xCF, 0x11, 0xE0 })]
    [InlineData(".csv", new byte[] { 0x25, 0x50, 0x44, 0x46 })]
    [InlineData(".csv", new byte[] { 0xFF, 0xFE, 0x61, 0x00 })]
    [InlineData(".csv", new byte[] { 0x61, 0x00, 0x62 })]
    [InlineData(".txt", new byte[] { 0x61, 0x2C, 0x62 })]
    public async Task Another_kind_or_a_lying_name_is_refused(string extension, byte[] content) =>
        Assert.Equal("file-kind", await CodeOfAsync(scratch.Write(extension, content)));

    [Fact]
    public async Task An_empty_or_absent_file_is_refused()
    {
        Assert.Equal("file-empty", await CodeOfAsync(scratch.Write(".csv", "")));
        Assert.Equal("no-file", await CodeOfAsync(scratch.NextPath(".csv")));
    }

    [Theory]
    [InlineData("a,b\n1,\"never closed\n2,3\n")]
    [InlineData("a,b\n1,\"closed\" inside\n")]
    public async Task A_malformed_quote_is_refused_with_its_row(string text)
    {
        using var table = await OpenAsync(scratch.Write(".csv", text));
        var problem = Assert.Single(Assert.Throws<RefusedException>(() => { while (table.Read()) { } }).Problems);
        Assert.Equal("csv-malformed", problem.Code);
        Assert.EndsWith("row 2", problem.Where);
    }

    [Fact]
    public async Task A_zip_that_is_no_workbook_is_refused()
    {
        var path = scratch.Write(".xlsx", [0x50, 0x4B, 0x03, 0x04, 1, 2, 3, 4, 5, 6, 7, 8]);
        Assert.Equal("xlsx-malformed", Assert.Single((await Assert.ThrowsAsync<RefusedException>(() => OpenAsync(path))).Problems).Code);
    }

    [Fact]
    public async Task What_is_written_is_read_back_unchanged()
    {
        var path = scratch.NextPath(".csv");
        string[] cells = ["Nguyễn Thị Hoà", "a,b", "c;d", "say \"hi\"", "two\nlines", " 01 ", ""];
        using (var writer = new TableWriter(path))
        {
            writer.Write(cells.Select((_, i) => $"c{i}"));
            writer.Write(cells);
        }
        Assert.Equal([0xEF, 0xBB, 0xBF], File.ReadAllBytes(path)[..3]);
        using var table = await OpenAsync(path);
        Assert.True(table.Read());
        Assert.Equal(cells, Enumerable.Range(0, cells.Length).Select(table.Original));
    }

    private static async Task<TableReader> OpenAsync(string path) => TableReader.Open(await FileCheck.RunAsync(path, default));

    private static async Task<string> CodeOfAsync(string path) =>
        Assert.Single((await Assert.ThrowsAsync<RefusedException>(() => FileCheck.RunAsync(path, default))).Problems).Code;
}
