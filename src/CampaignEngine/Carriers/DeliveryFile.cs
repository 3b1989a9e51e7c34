using System.Globalization;
using CampaignEngine.Calendar;
using CampaignEngine.Channels;
using CampaignEngine.Files;
using CampaignEngine.Messages;
using CampaignEngine.Storage;
using Dapper;
using Npgsql;

namespace CampaignEngine.Carriers;

/// <summary>
/// A carrier's list of messages, in our own form (docs/carriers.md): our reference or the provider's id, the moment, brand name, carrier, class, parts,
/// status. Numbers of people are not read, should the file have them.
/// </summary>
internal static class DeliveryFile
{
    public const string Staged = "staged_deliveries";

    public const string Create = $"""
        CREATE TEMP TABLE {Staged} (
            row_no int, message text, run_id int, message_no int, at timestamptz, brand text, carrier text, class text, parts smallint, status text, code text
        ) ON COMMIT DROP
        """;

    private const int LongestText = 100;

    /// <summary>Checks every row and stages those that are right.</summary>
    /// <returns>How many rows the file has.</returns>
    /// <exception cref="RefusedException">Of any row that is not right.</exception>
    public static async Task<int> StageAsync(NpgsqlConnection connection, FileCheck file, CancellationToken cancel)
    {
        using var table = TableReader.Open(file);
        var header = new HeaderColumns(file.Path, table.Header);
        var (reference, id) = (header.Find("reference", "Mã tham chiếu"), header.Find("message_id", "Mã tin nhà cung cấp"));
        if (reference < 0 && id < 0) header.Miss("reference", "Mã tham chiếu");
        var (at, brand, carrier) = (header.Need("at", "Thời điểm", "Thời điểm gửi"), header.Need("brand", "Tên định danh", "Brandname"), header.Need("carrier", "Nhà mạng"));
        var (kind, parts, status, code) = (header.Need("class", "Loại tin"), header.Need("parts", "Số phần", "Số MT"), header.Need("status", "Trạng thái"), header.Find("code", "Mã lỗi"));
        header.Check();

        await connection.ExecuteAsync(new(Create, cancellationToken: cancel));
        var problems = new FileProblems(file.Path);
        var rows = 0;
        await using (var writer = await CopyWriter.BeginAsync(connection, $"COPY {Staged} FROM STDIN (FORMAT BINARY)", cancel))
        {
            while (!problems.Full && table.Read())
            {
                rows++;
                if (Read() is not { } row) continue;
                writer.Row(11);
                writer.Write(table.RowNumber);
                writer.Write(row.Message);
                writer.Write(row.Reference?.RunId);
                writer.Write(row.Reference?.MessageNo);
                writer.Write(row.At);
                writer.Write(row.Brand);
                writer.Write(row.Carrier);
                writer.Write(row.Class);
                writer.Write(row.Parts);
                writer.Write(row.Status);
                writer.Write(row.Code);
            }
            if (!problems.Any) await writer.CompleteAsync();
        }
        problems.Check(rows);
        return rows;

        string Cell(int column) => column < 0 ? "" : table.Text(column).ToString();

        Row? Read()
        {
            void Refuse(string what, string vi, string en) => problems.Add(table.RowNumber, what, vi, en);
            MessageReference? ours = null;
            if (Cell(reference) is { Length: > 0 } text)
            {
                if (!MessageReference.TryParse(text, out var parsed))
                {
                    Refuse("delivery-reference", "Mã tham chiếu chưa đúng dạng 12-345.", "The reference has not the form 12-345.");
                    return null;
                }
                ours = parsed;
            }
            else if (Cell(id).Length is 0 or > LongestText)
            {
                Refuse("delivery-reference", "Hàng không có mã tham chiếu hoặc mã tin.", "The row has neither a reference nor a message id.");
                return null;
            }
            if (!VietnamMoment.TryRead(table.Text(at), out var moment))
                Refuse("delivery-time", "Thời điểm chưa đúng dạng: 2026-05-05 17:00:05 hoặc 05/05/2026 17:00.", "The moment has not the form 2026-05-05 17:00:05 or 05/05/2026 17:00.");
            else if (Cell(brand).Length is 0 or > LongestText || Cell(carrier).Length is 0 or > LongestText)
                Refuse("delivery-carrier", "Thiếu tên định danh hoặc nhà mạng.", "The brand name or the carrier is missing.");
            else if (CarrierWords.Class(Cell(kind)) is not { } known)
                Refuse("delivery-class", "Loại tin là CSKH (care) hoặc QC (advertising).", "The class is care (CSKH) or advertising (QC).");
            else if (!byte.TryParse(table.Text(parts), NumberStyles.None, CultureInfo.InvariantCulture, out var count))
                Refuse("delivery-parts", "Số phần là số từ 0 đến 255.", "The parts are a number from 0 to 255.");
            else if (CarrierWords.Status(Cell(status)) is not { } word)
                Refuse("delivery-status", "Trạng thái là: đã gửi, thành công, không đến máy, thất bại, hết hạn, từ chối.", "The status is one of sent, delivered, undelivered, failed, expired, refused.");
            else
                return new Row(ours?.ToString() ?? ProviderIds.Reference(Cell(id)), ours, moment, Cell(brand), Cell(carrier), known, count, word, Cell(code) is { Length: > 0 and <= LongestText } why ? why : null);
            return null;
        }
    }

    private sealed record Row(string Message, MessageReference? Reference, DateTimeOffset At, string Brand, string Carrier, string Class, short Parts, string Status, string? Code);
}
