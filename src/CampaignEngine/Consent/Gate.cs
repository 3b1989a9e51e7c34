using System.Globalization;
using System.Text;
using CampaignEngine.Storage;

namespace CampaignEngine.Consent;

/// <summary>The one set of lasting exclusion rules. Preview, freeze and claim all ask this same fragment, so they cannot differ.</summary>
public static class Gate
{
    private const int AdultFrom = 16;

    /// <summary>
    /// A CASE over alias r (recipients): the code of the first reason of <see cref="GateReasons"/> that holds, or null: may be sent to.
    /// An age that is not known excludes nobody.
    /// </summary>
    public static SqlFragment Exclusion(GateRequest request, string prefix = "gate_")
    {
        var sql = new StringBuilder("CASE");
        foreach (var (code, condition) in Conditions(request, prefix)) sql.Append(CultureInfo.InvariantCulture, $" WHEN {condition} THEN '{code}'");
        return new SqlFragment(sql.Append(" END").ToString(), Arguments(request, prefix));
    }

    /// <summary>
    /// An array of counts over alias r, one for each of the codes: the people whose first reason it is. For aggregates over many people: grouped by
    /// the CASE, of whose values the planner knows nothing, they would be gathered in one process and counted there.
    /// </summary>
    public static (IReadOnlyList<string> Codes, SqlFragment Counts) Counts(GateRequest request, string prefix = "gate_")
    {
        var reasons = Conditions(request with { Everybody = true }, prefix).ToList();
        // Each condition stands first in its own count: for most people none holds, and each is asked once.
        var counts = reasons.Select((reason, at) =>
            $"count(*) FILTER (WHERE {string.Join(" AND ", reasons.Take(at).Select(earlier => $"({earlier.Condition}) IS NOT TRUE").Prepend($"({reason.Condition})"))})");
        return ([.. reasons.Select(r => r.Code)], new SqlFragment($"ARRAY[{string.Join(", ", counts)}]", Arguments(request, prefix)));
    }

    private static IEnumerable<(string Code, string Condition)> Conditions(GateRequest request, string prefix) =>
        from reason in GateReasons.All
        where reason.Classes.Contains(request.Class) && reason.Holds(request)
        select (reason.Code, reason.Condition(request).Replace("{0}", prefix, StringComparison.Ordinal));

    private static IReadOnlyList<SqlArgument> Arguments(GateRequest request, string prefix)
    {
        var bornOn = request.Today.AddYears(-AdultFrom);
        return
        [
            new(prefix + "born_on", bornOn),
            new(prefix + "born_in", bornOn is { Month: 12, Day: 31 } ? bornOn.Year : bornOn.Year - 1),
            .. request.Class == MessageClass.Promotion ? (SqlArgument[])[new(prefix + "channel", request.Channel)] : [],
        ];
    }
}
