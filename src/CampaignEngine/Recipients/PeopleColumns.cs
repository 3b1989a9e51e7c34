using System.Collections.Frozen;
using CampaignEngine.Files;

namespace CampaignEngine.Recipients;

/// <param name="Key">Stable name for rejects files and reports.</param>
/// <param name="Vi">The Vietnamese header the product itself writes.</param>
/// <param name="Also">Other headers that files carry.</param>
public sealed record PeopleHeader(PeopleColumn Column, string Key, string Vi, string En, params string[] Also);

/// <summary>The headers of a file of people. Accents, case and punctuation are forgiven; docs/import.md is written from this table.</summary>
public static class PeopleColumns
{
    public static readonly IReadOnlyList<PeopleHeader> All =
    [
        new(PeopleColumn.FullName, "full_name", "Họ và tên", "Full name", "Họ tên", "Tên", "Name"),
        new(PeopleColumn.PersonalNumber, "personal_number", "Số định danh cá nhân", "Personal number", "Mã định danh cá nhân", "Số định danh", "Mã định danh", "Số CCCD", "CCCD", "Số căn cước", "Căn cước công dân"),
        new(PeopleColumn.InsuranceNumber, "insurance_number", "Mã số BHXH", "Insurance number", "Số BHXH", "Số sổ BHXH", "Mã số bảo hiểm xã hội", "Social insurance number"),
        new(PeopleColumn.Identifier, "identifier", "Mã số", "Identifier", "Số định danh hoặc mã số BHXH", "Số định danh/Mã số BHXH", "Mã số BHXH/Số định danh", "Mã số BHXH hoặc số định danh"),
        new(PeopleColumn.BirthDate, "birth_date", "Ngày sinh", "Birth date", "Ngày tháng năm sinh", "Ngày, tháng, năm sinh", "Date of birth"),
        new(PeopleColumn.BirthYear, "birth_year", "Năm sinh", "Birth year", "Year of birth"),
        new(PeopleColumn.Sex, "sex", "Giới tính", "Sex", "Giới", "Gender"),
        new(PeopleColumn.EthnicGroup, "ethnic_group", "Dân tộc", "Ethnic group", "Mã dân tộc", "Ethnic group code", "Ethnic code"),
        new(PeopleColumn.Language, "language", "Ngôn ngữ", "Language", "Ngôn ngữ khai báo", "Tiếng", "Declared language"),
        new(PeopleColumn.ProvinceCode, "province_code", "Mã tỉnh", "Province code", "Mã tỉnh/thành phố", "Mã tỉnh, thành phố"),
        new(PeopleColumn.Province, "province", "Tỉnh/Thành phố", "Province", "Tỉnh", "Tên tỉnh", "Tỉnh, thành"),
        new(PeopleColumn.CommuneCode, "commune_code", "Mã xã", "Commune code", "Mã xã/phường", "Mã xã, phường, đặc khu", "Mã phường/xã"),
        new(PeopleColumn.Commune, "commune", "Xã/Phường", "Commune", "Xã", "Phường/Xã", "Xã, phường, đặc khu", "Xã/Phường/Đặc khu", "Tên xã"),
        new(PeopleColumn.Phone, "phone", "Số điện thoại", "Phone", "Điện thoại", "SĐT", "ĐTDĐ", "Điện thoại di động", "Số di động", "Di động", "Phone number", "Mobile"),
        new(PeopleColumn.PhoneHolder, "phone_holder", "Người giữ số điện thoại", "Phone holder", "Người giữ số", "Chủ số điện thoại"),
        new(PeopleColumn.ZaloId, "zalo_id", "Mã Zalo", "Zalo id", "Zalo"),
        new(PeopleColumn.UsesVssid, "uses_vssid", "Dùng VssID", "Uses VssID", "VssID"),
        new(PeopleColumn.Email, "email", "Thư điện tử", "Email", "E-mail", "Địa chỉ email"),
        new(PeopleColumn.Occupation, "occupation", "Nghề nghiệp", "Occupation", "Nhóm nghề nghiệp", "Nghề", "Occupation group"),
        new(PeopleColumn.Groups, "groups", "Nhóm đối tượng", "Target groups", "Nhóm", "Groups", "Group"),
        new(PeopleColumn.SupportCategory, "support_category", "Diện hỗ trợ", "Support category", "Đối tượng hỗ trợ", "Diện được hỗ trợ"),
        new(PeopleColumn.SchemeStatus, "scheme_status", "Tình trạng tham gia", "Scheme status", "Tình trạng tham gia BHXH", "Trạng thái tham gia", "Status"),
        new(PeopleColumn.Income, "income", "Mức thu nhập", "Income", "Thu nhập", "Mức thu nhập chọn đóng", "Mức thu nhập tháng", "Monthly income"),
        new(PeopleColumn.PaymentMethod, "payment_method", "Phương thức đóng", "Payment method"),
        new(PeopleColumn.PaidThrough, "paid_through", "Đã đóng đến tháng", "Paid through", "Đóng đến tháng", "Đã đóng đến", "Paid through month"),
        new(PeopleColumn.CollectionPoint, "collection_point", "Điểm thu", "Collection point", "Điểm thu BHXH"),
        new(PeopleColumn.Agent, "agent", "Nhân viên thu", "Agent", "Người thu", "Đại lý thu", "Collector"),
        new(PeopleColumn.Household, "household", "Mã hộ gia đình", "Household", "Mã hộ", "Hộ gia đình", "Household code"),
        new(PeopleColumn.BusinessOwner, "business_owner", "Chủ hộ kinh doanh", "Business owner"),
        new(PeopleColumn.ForeignNational, "foreign_national", "Người nước ngoài", "Foreign national", "Foreigner"),
        new(PeopleColumn.MonthsSupported, "months_supported", "Số tháng đã được hỗ trợ", "Months supported", "Số tháng hỗ trợ", "Số tháng đã hỗ trợ"),
        new(PeopleColumn.DiedOn, "died_on", "Ngày mất", "Died on", "Ngày chết", "Date of death"),
        new(PeopleColumn.ConsentSms, "consent_sms", "Đồng ý nhận quảng cáo qua SMS", "Consent SMS", "Đồng ý SMS", "Đồng ý nhận tin SMS", "SMS consent"),
        new(PeopleColumn.ConsentZalo, "consent_zalo", "Đồng ý nhận quảng cáo qua Zalo", "Consent Zalo", "Đồng ý Zalo", "Đồng ý nhận tin Zalo", "Zalo consent"),
        new(PeopleColumn.ConsentDate, "consent_date", "Ngày đồng ý", "Consent date"),
        new(PeopleColumn.ConsentWording, "consent_wording", "Bản lời văn đồng ý", "Consent wording", "Phiên bản nội dung đồng ý", "Wording version"),
        new(PeopleColumn.ConsentProof, "consent_proof", "Chứng cứ đồng ý", "Consent proof", "Chứng từ đồng ý"),
        new(PeopleColumn.UpdatedOn, "updated_on", "Ngày cập nhật", "Updated on", "Cập nhật ngày", "Updated at", "Updated"),
        new(PeopleColumn.Invented, "invented", "Dữ liệu giả", "Invented"),
    ];

    private static readonly FrozenDictionary<string, PeopleHeader> BySpelling = All
        .SelectMany(h => new[] { h.Key, h.Vi, h.En }.Concat(h.Also).Select(s => (Key: TextKey.Of(s), Header: h)).DistinctBy(s => s.Key))
        .ToFrozenDictionary(s => s.Key, s => s.Header, StringComparer.Ordinal);

    public static PeopleHeader Of(PeopleColumn column) => All[(int)column];

    /// <summary>Null where the header means nothing here.</summary>
    public static PeopleHeader? Match(string header) => BySpelling.GetValueOrDefault(TextKey.Of(header));
}
