using System.Globalization;
using CampaignEngine.Calendar;
using CampaignEngine.Files;

namespace CampaignEngine.Publications;

/// <summary>One row of a file of confirmations.</summary>
/// <param name="Where">File and row, for people.</param>
/// <param name="Task">Null: told by the commune.</param>
internal sealed record ConfirmationRow(string Where, int? Task, string Commune, TaskProof Proof);

/// <summary>Reads confirmations as a unit lists them: task or commune, the moment in Vietnam, and the proof.</summary>
internal static class ConfirmationFile
{
    private static readonly string[] Tasks = ["task", "Nhiệm vụ", "Mã nhiệm vụ"];
    private static readonly string[] Communes = ["commune", "Mã xã", "Xã"];
    private static readonly string[] Times = ["at", "Thời điểm", "Lúc phát", "Lúc đăng"];
    private static readonly string[] Proofs = ["proof", "Minh chứng", "Nơi phát", "Địa chỉ bài đăng"];

    /// <summary>All rows, or all that is wrong.</summary>
    public static IReadOnlyList<ConfirmationRow> Read(FileCheck file)
    {
        using var table = TableReader.Open(file);
        var header = new HeaderColumns(file.Path, table.Header);
        var (task, commune) = (header.Find(Tasks), header.Find(Communes));
        if (task < 0 && commune < 0) header.Miss(Tasks);
        var (at, proof) = (header.Need(Times), header.Need(Proofs));
        header.Check();

        var problems = new List<Problem>();
        var rows = new List<ConfirmationRow>();
        while (table.Read())
        {
            var where = $"{file.Path}, hàng/row {table.RowNumber}";
            var (id, place) = (Cell(table, task), Cell(table, commune));
            if (id.Length > 0 ? !int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out _) : place.Length == 0)
                problems.Add(new Problem("confirmation-of", where, "Ghi số nhiệm vụ hoặc mã xã.", "Give the task's number or the commune's code."));
            else if (!VietnamMoment.TryRead(table.Text(at), out var moment))
                problems.Add(new Problem("confirmation-time", where, "Thời điểm chưa đúng dạng: 2026-05-05 17:00 hoặc 05/05/2026 17:00.", "The moment has not the form 2026-05-05 17:00 or 05/05/2026 17:00."));
            else
                rows.Add(new ConfirmationRow(where, id.Length > 0 ? int.Parse(id, CultureInfo.InvariantCulture) : null, place, new TaskProof(moment, Cell(table, proof))));
        }
        if (rows.Count == 0 && problems.Count == 0) problems.Add(new Problem("file-empty", file.Path, "Tệp không có xác nhận nào.", "The file holds no confirmation."));
        return problems.Count == 0 ? rows : throw new RefusedException(problems);
    }

    private static string Cell(TableReader table, int column) => column < 0 ? "" : table.Text(column).ToString();
}
