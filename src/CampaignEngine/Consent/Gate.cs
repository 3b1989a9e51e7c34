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
        foreach (var reason in GateReasons.All.Where(r => r.Classes.Contains(request.Class) && r.Holds(request)))
            sql.Append(CultureInfo.InvariantCulture, $" WHEN {reason.Condition(request).Replace("{0}", prefix, StringComparison.Ordinal)} THEN '{reason.Code}'");
        sql.Append(" END");

        var bornOn = request.Today.AddYears(-AdultFrom);
        return new SqlFragment(sql.ToString(),
        [
            new(prefix + "born_on", bornOn),
            new(prefix + "born_in", bornOn is { Month: 12, Day: 31 } ? bornOn.Year : bornOn.Year - 1),
            .. request.Class == MessageClass.Promotion ? (SqlArgument[])[new(prefix + "channel", request.Channel)] : [],
        ]);
    }
}
