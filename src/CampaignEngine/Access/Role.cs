namespace CampaignEngine.Access;

public static class Role
{
    public const string Administrator = "administrator";
    public const string Manager = "manager";
    public const string Approver = "approver";
    public const string Operator = "operator";
    public const string Analyst = "analyst";

    /// <summary>May use the restricted fields (ethnic group, support category); each use is recorded.</summary>
    public const string DataProtection = "data-protection";

    public static readonly IReadOnlyList<string> All = [Administrator, Manager, Approver, Operator, Analyst, DataProtection];
}
