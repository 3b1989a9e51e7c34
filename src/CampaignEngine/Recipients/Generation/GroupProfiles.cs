namespace CampaignEngine.Recipients.Generation;

/// <summary>V8 is no profile: everyone in the voluntary scheme is of it, beside the group of their work.</summary>
internal static class GroupProfiles
{
    private static readonly Weighted<string> Informal = new(
        ("none", 690), ("voluntary", 170), ("lapsed", 55), ("stopped_compulsory", 30), ("lump_sum_applied", 25), ("pensioner", 12), ("monthly_benefit", 18));

    private static readonly Weighted<string> Employed = new(("compulsory", 970), ("none", 30));

    public static readonly Weighted<GroupProfile> All = new(((GroupProfile[])
    [
        new("V1", 300, 18, 64, Work(("farm_household", 1)), Informal),
        new("V2", 60, 18, 62, Work(("craft_village", 60), ("cooperative_member", 35), ("cooperative_manager", 5)), Informal),
        new("V3", 120, 20, 62, Work(("market_trader", 45), ("household_business", 30), ("contract_hire", 25)), Informal),
        new("V4", 25, 20, 60, Work(("land_forest_contract", 1)), Informal),
        new("V5", 130, 18, 60, Work(("piece_work", 1)), Informal),
        new("V6", 150, 18, 62, Work(("self_employed", 90), ("other", 10)), Informal),
        new("V7", 55, 22, 58, Work(("unemployed", 55), ("self_employed", 25), ("farm_household", 20)),
            new(("stopped_compulsory", 600), ("unemployment_benefit", 350), ("lump_sum_applied", 50))),
        new("G2", 70, 19, 60, Work(("employee", 90), ("employer", 10)), Employed),
        new("G4", 55, 17, 24, Work(("student", 70), ("student_final_year", 30)), new(("none", 970), ("voluntary", 30))),
        new("G5", 20, 25, 70, Work(("collaborator", 45), ("collection_staff", 15), ("prestigious_person", 12), ("village_head", 20), ("religious_dignitary", 8)),
            new(("none", 400), ("voluntary", 400), ("compulsory", 100), ("pensioner", 100))),
        new("", 15, 18, 75, Work(("other", 1)), new(("none", 700), ("pensioner", 200), ("monthly_benefit", 100))),
    ]).Select(p => (p, p.PerMille)));

    private static Weighted<string> Work(params (string, int)[] shares) => new(shares);
}
