using Dapper;

namespace CampaignEngine.Storage;

/// <summary>How Dapper reads rows, set once: snake_case columns, and dates as DateOnly.</summary>
internal static class DapperRules
{
    public static void Apply() => DefaultTypeMap.MatchNamesWithUnderscores = true;
}
