using CampaignEngine.Storage;

namespace CampaignEngine.Recipients;

/// <summary>The temporary table that checked rows are copied into, typed: what reaches it needs no further cast.</summary>
internal static class PeopleStaging
{
    private sealed record Column(string Name, string Type, Action<CopyWriter, StagedPerson> Write);

    private static readonly Column[] Columns =
    [
        new("row_number", "int", (w, p) => w.Write(p.RowNumber)),
        new("again", "boolean", (w, p) => w.Write(p.Again)),
        new("as_of", "date", (w, p) => w.Write(p.AsOf)),
        Text("personal_number", p => p.PersonalNumber),
        Text("insurance_number", p => p.InsuranceNumber),
        Text("full_name", p => p.FullName),
        Text("name_key", p => p.NameKey),
        Day("birth_date", p => p.BirthDate),
        Number("birth_year", p => p.BirthYear),
        Text("sex", p => p.Sex),
        Text("ethnic_code", p => p.EthnicCode),
        Text("language", p => p.Language),
        Text("province_code", p => p.ProvinceCode),
        Text("commune_code", p => p.CommuneCode),
        Text("phone", p => p.Phone),
        new("number_key", "bytea", (w, p) => w.Write(p.NumberKey)),
        Text("phone_holder", p => p.PhoneHolder),
        Text("zalo_id", p => p.ZaloId),
        Flag("uses_vssid", p => p.UsesVssid),
        Text("email", p => p.Email),
        Text("occupation", p => p.Occupation),
        new("groups", "text[]", (w, p) => w.Write(p.Groups)),
        Text("support_category", p => p.SupportCategory),
        Text("scheme_status", p => p.SchemeStatus),
        new("income", "bigint", (w, p) => w.Write(p.Income)),
        Text("payment_method", p => p.PaymentMethod),
        Day("paid_through", p => p.PaidThrough),
        Text("collection_point", p => p.CollectionPoint),
        Text("agent", p => p.Agent),
        Text("household", p => p.Household),
        Text("business_owner", p => p.BusinessOwner),
        Flag("foreign_national", p => p.ForeignNational),
        Number("months_supported", p => p.MonthsSupported),
        Day("died_on", p => p.DiedOn),
        Flag("invented", p => p.Invented),
        Flag("consent_sms", p => p.ConsentSms),
        Flag("consent_zalo", p => p.ConsentZalo),
        Day("consent_on", p => p.ConsentOn),
        Text("consent_wording", p => p.ConsentWording),
        Text("consent_proof", p => p.ConsentProof),
    ];

    public static readonly string Create = $"CREATE TEMP TABLE {PeopleImport.Staged} ({string.Join(", ", Columns.Select(c => $"{c.Name} {c.Type}"))}) ON COMMIT DROP";

    public static readonly string Copy = $"COPY {PeopleImport.Staged} FROM STDIN (FORMAT BINARY)";

    public static void Write(CopyWriter writer, StagedPerson person)
    {
        writer.Row((short)Columns.Length);
        foreach (var column in Columns) column.Write(writer, person);
    }

    private static Column Text(string name, Func<StagedPerson, string?> value) => new(name, "text", (w, p) => w.Write(value(p)));

    private static Column Day(string name, Func<StagedPerson, DateOnly?> value) => new(name, "date", (w, p) => w.Write(value(p)));

    private static Column Number(string name, Func<StagedPerson, int?> value) => new(name, "int", (w, p) => w.Write(value(p)));

    private static Column Flag(string name, Func<StagedPerson, bool?> value) => new(name, "boolean", (w, p) => w.Write(value(p)));
}
