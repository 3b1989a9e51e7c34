using System.Globalization;
using System.Text;
using CampaignEngine.Consent;
using CampaignEngine.Storage;

namespace CampaignEngine.Segments;

/// <summary>Turns a rule into SQL. The text comes from the catalogues alone; every value of the rule is an argument.</summary>
public sealed class SegmentCompiler
{
    private readonly DateOnly today;
    private readonly string prefix;
    private readonly List<SqlArgument> arguments = [];

    private SegmentCompiler(DateOnly today, string prefix) => (this.today, this.prefix) = (today, prefix);

    /// <summary>
    /// A condition over alias r (recipients) for WHERE, FILTER or CASE WHEN: true for the people of the segment, false or null for the others.
    /// To negate it write IS NOT TRUE. Argument names begin with the prefix.
    /// </summary>
    public static SqlFragment Compile(SegmentRule rule, DateOnly today, string prefix)
    {
        var compiler = new SegmentCompiler(today, prefix);
        return new SqlFragment(compiler.Sql(rule), compiler.arguments);
    }

    private string Sql(SegmentRule rule) => rule switch
    {
        SegmentRule.AllOf all => string.Join(" AND ", all.Rules.Select(r => $"({Sql(r)})")),
        SegmentRule.AnyOf any => string.Join(" OR ", any.Rules.Select(r => $"({Sql(r)})")),
        // Not NOT: the condition is null for a person whose value is not known, and the complement must hold them.
        SegmentRule.Not not => $"({Sql(not.Rule)}) IS NOT TRUE",
        SegmentRule.Reference reference => Sql(reference.Rule),
        SegmentRule.Condition condition => Condition(condition),
        _ => throw new InvalidOperationException(rule.GetType().Name),
    };

    private string Condition(SegmentRule.Condition condition)
    {
        var (field, op) = (condition.Field, condition.Operator);
        if (field.Type == FieldType.Contact) return Contactable((string)condition.Values[0]);

        var sql = new StringBuilder(op.Sql).Replace("{x}", field.Sql);
        if (op.Shape == ValueShape.Many) sql.Replace("{0}", Add(condition.Values.Cast<string>().ToArray()));
        else
            for (var i = 0; i < condition.Values.Count; i++)
                sql.Replace(string.Create(CultureInfo.InvariantCulture, $"{{{i}}}"), Add(condition.Values[i] is Day day ? day.On(today) : condition.Values[i]));
        return sql.Replace("{today}", TodayIn(sql.ToString())).ToString();
    }

    /// <summary>By the gate's rules for policy information. Generated people count here; whether they are sent to is the installation's mode.</summary>
    private string Contactable(string channel)
    {
        var gate = Gate.Exclusion(new GateRequest(MessageClass.PolicyInfo, channel, today, EngineMode.Test), Next() + "_");
        arguments.AddRange(gate.Arguments);
        return $"({gate.Text}) IS NULL";
    }

    private string TodayIn(string sql)
    {
        var name = prefix + "today";
        if (sql.Contains("{today}", StringComparison.Ordinal) && arguments.TrueForAll(a => a.Name != name)) arguments.Add(new(name, today));
        return "@" + name;
    }

    private string Add(object value)
    {
        var name = Next();
        arguments.Add(new(name, value));
        return "@" + name;
    }

    private string Next() => prefix + arguments.Count.ToString(CultureInfo.InvariantCulture);
}
