using System.Collections.Frozen;
using CampaignEngine.Recipients;

namespace CampaignEngine.Segments;

/// <summary>Every field a rule may use. A field that is not here does not exist for rules, whatever the table holds.</summary>
public static class FieldCatalogue
{
    public static readonly IReadOnlyList<Field> All =
    [
        // The person
        new("age", FieldType.Age, "", "tuổi", "age"),
        new("birth_date", FieldType.Date, "r.birth_date", "ngày sinh", "date of birth"),
        new("sex", FieldType.Code, "r.sex", "giới tính", "sex") { Codes = CodeSets.Sex },
        new("occupation", FieldType.Code, "r.occupation", "nhóm nghề nghiệp", "occupation") { Codes = CodeSets.Occupation },
        new("business_owner", FieldType.Code, "r.business_owner", "chủ hộ kinh doanh có đăng ký", "registered business ownership") { Codes = CodeSets.BusinessOwner },
        new("foreign_national", FieldType.Boolean, "r.foreign_national", "người nước ngoài", "foreign national"),
        new("dead", FieldType.Boolean, "(r.died_on IS NOT NULL)", "đã mất", "dead"),
        new("invented", FieldType.Boolean, "r.invented", "người do máy tạo ra", "generated person"),
        new("ethnic_group", FieldType.Code, "r.ethnic_code", "dân tộc", "ethnic group") { Codes = Ethnic, Restricted = true },
        new("support_category", FieldType.Code, "r.support_category", "diện được hỗ trợ", "support category") { Codes = CodeSets.SupportCategory, Restricted = true },
        new("language", FieldType.Language, "r.language", "ngôn ngữ khai báo", "declared language"),
        new("groups", FieldType.Groups, "r.groups", "nhóm đối tượng", "target groups") { Codes = CodeSets.Groups },

        // The place
        new("province", FieldType.Province, "r.province_code", "tỉnh, thành phố", "province"),
        new("commune", FieldType.Commune, "r.commune_code", "xã, phường, đặc khu", "commune"),
        new("special_zone", FieldType.Boolean, SpecialZone, "sống ở đặc khu", "lives in a special zone"),

        // The scheme. Payment dates: Law 41/2024/QH15 art. 36.3; paid_through is the first day of the last month paid.
        new("scheme_status", FieldType.Code, "r.scheme_status", "tình trạng tham gia BHXH", "scheme status") { Codes = CodeSets.SchemeStatus },
        new("income", FieldType.Number, "r.income", "thu nhập chọn đóng", "chosen income") { Unit = "đ" },
        new("months_supported", FieldType.Number, "r.months_supported", "số tháng đã được hỗ trợ", "months supported so far"),
        new("payment_method", FieldType.Code, "r.payment_method", "phương thức đóng", "payment method") { Codes = CodeSets.PaymentMethod },
        new("paid_through", FieldType.Date, "r.paid_through", "tháng cuối đã đóng", "last month paid"),
        new("cover_ends", FieldType.Date, "(r.paid_through + interval '1 month' - interval '1 day')::date", "ngày hết thời gian đã đóng", "end of paid cover"),
        new("next_period_starts", FieldType.Date, "(r.paid_through + interval '1 month')::date", "ngày bắt đầu kỳ đóng tới", "start of the next period"),
        new("legal_deadline", FieldType.Date, LegalDeadline, "hạn đóng của kỳ tới", "legal deadline of the next period"),

        // How the person is reached, and where the row comes from
        new("contactable", FieldType.Contact, "", "liên lạc được", "contactable"),
        new("consent", FieldType.Consent, "", "sự đồng ý", "consent"),
        new("phone_holder", FieldType.Code, "r.phone_holder", "người giữ số điện thoại", "holder of the phone") { Codes = CodeSets.PhoneHolder },
        new("collection_point", FieldType.Text, "r.collection_point", "điểm thu", "collection point"),
        new("agent", FieldType.Text, "r.agent", "nhân viên thu", "collection agent"),
        new("household", FieldType.Text, "r.household", "mã hộ gia đình", "household"),
        new("source", FieldType.Text, "r.source", "nguồn dữ liệu", "source of the record"),
        new("as_of", FieldType.Date, "r.as_of", "ngày của dữ liệu", "date of the record"),
        new("today", FieldType.Date, "{today}", "hôm nay", "today"),
    ];

    private static readonly FrozenDictionary<string, Field> ByName = All.ToFrozenDictionary(f => f.Name, StringComparer.Ordinal);

    public static Field? Find(string name) => ByName.GetValueOrDefault(name);

    private static CodeSet Ethnic => new([.. EthnicGroups.All.Select(g => new Code(g.Code, g.Name, g.Name))]);

    /// <summary>Not known, rather than false, where the commune is not known.</summary>
    private const string SpecialZone = """
        CASE WHEN r.commune_code IS NOT NULL THEN r.commune_code IN (SELECT c.code FROM communes c
            WHERE c.kind = 'special_zone' AND c.valid_from <= {today} AND (c.valid_to IS NULL OR c.valid_to > {today})) END
        """;

    /// <summary>With M0 the month after the last one paid: end of M0, M0+2, M0+3, M0+6. The two other methods are paid at registration and have none.</summary>
    private const string LegalDeadline = """
        (r.paid_through + CASE r.payment_method WHEN 'monthly' THEN interval '2 months' WHEN 'three_monthly' THEN interval '4 months'
            WHEN 'six_monthly' THEN interval '5 months' WHEN 'twelve_monthly' THEN interval '8 months' END - interval '1 day')::date
        """;
}
