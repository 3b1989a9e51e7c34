using Dapper;
using Npgsql;

namespace CampaignEngine.Storage;

/// <summary>
/// A piece of SQL with the values it refers to. Its text is made of the product's own constants only; whatever came from outside is an
/// argument. Whoever makes a fragment is given the prefix of its argument names, so that several stand in one statement.
/// </summary>
/// <param name="Text">An expression, to be put between parentheses where it meets other operators.</param>
public sealed record SqlFragment(string Text, IReadOnlyList<SqlArgument> Arguments)
{
    public static readonly SqlFragment True = new("true", []);

    public DynamicParameters AddTo(DynamicParameters parameters)
    {
        foreach (var (name, value) in Arguments) parameters.Add(name, value);
        return parameters;
    }

    public void AddTo(NpgsqlCommand command)
    {
        foreach (var (name, value) in Arguments) command.Parameters.AddWithValue(name, value);
    }
}

/// <summary>A named value of a fragment: text, a number, a date (DateOnly), a boolean, bytes, or an array of these.</summary>
public readonly record struct SqlArgument(string Name, object Value);
