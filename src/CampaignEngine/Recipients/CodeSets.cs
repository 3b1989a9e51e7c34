namespace CampaignEngine.Recipients;

/// <summary>The values of the coded fields of a recipient, with their words. Sections (§) are those of the plan of Decision 294/QĐ-LĐTBXH.</summary>
public static class CodeSets
{
    public static readonly CodeSet Sex = new(new("male", "nam", "male", "m", "Nam giới"), new("female", "nữ", "female", "f", "Nữ giới"));

    public static readonly CodeSet Occupation = new(
        new("farm_household", "hộ nông dân", "farm household", "nông dân", "nông hộ", "farmer"),
        new("craft_village", "lao động làng nghề", "craft village worker", "làng nghề"),
        new("cooperative_member", "thành viên, người lao động hợp tác xã", "cooperative member or worker", "xã viên", "thành viên hợp tác xã", "HTX"),
        new("cooperative_manager", "người quản lý hợp tác xã", "cooperative manager", "quản lý HTX", "giám đốc hợp tác xã"),
        new("market_trader", "tiểu thương", "market trader", "buôn bán", "buôn bán nhỏ", "trader"),
        new("household_business", "hộ kinh doanh cá thể", "household business", "hộ kinh doanh"),
        new("contract_hire", "lao động nhận khoán (vận tải, dịch vụ, gia công, chế biến)", "contract hire (transport, services, outwork, processing)", "nhận khoán"),
        new("land_forest_contract", "người nhận khoán đất, rừng của nông, lâm trường", "land or forest contract worker", "nhận khoán đất rừng"),
        new("piece_work", "thợ, lao động thời vụ, làm theo sản phẩm", "piece or seasonal worker", "lao động thời vụ", "thợ thủ công", "làm thuê"),
        new("self_employed", "lao động tự do", "self-employed", "lao động phi chính thức", "freelance"),
        new("student", "sinh viên, học sinh", "student", "sinh viên", "học sinh"),
        new("student_final_year", "sinh viên năm cuối", "final-year student"),
        new("employee", "người lao động có quan hệ lao động", "employee", "người lao động", "công nhân", "nhân viên"),
        new("employer", "người sử dụng lao động", "employer", "chủ sử dụng lao động", "doanh nghiệp"),
        new("deputy_or_authority", "đại biểu, lãnh đạo chính quyền, đoàn thể", "deputy, authority or mass organisation", "đại biểu", "cán bộ chính quyền"),
        new("cadre", "cán bộ, đảng viên", "cadre or party member", "cán bộ", "đảng viên"),
        new("collaborator", "cộng tác viên", "collaborator"),
        new("collection_staff", "nhân viên tổ chức dịch vụ thu", "collection-service staff", "nhân viên thu"),
        new("prestigious_person", "người có uy tín", "prestigious person"),
        new("village_head", "già làng, trưởng thôn, trưởng bản", "village elder or head", "già làng", "trưởng thôn", "trưởng bản", "trưởng ấp"),
        new("religious_dignitary", "chức sắc tôn giáo", "religious dignitary", "chức sắc", "chức việc"),
        new("unemployed", "người thất nghiệp", "unemployed", "thất nghiệp"),
        new("other", "khác", "other"));

    public static readonly CodeSet SchemeStatus = new(
        new("none", "chưa tham gia", "not in any scheme", "không tham gia", "chưa"),
        new("voluntary", "đang tham gia BHXH tự nguyện", "in the voluntary scheme", "BHXH tự nguyện", "tự nguyện", "đang đóng tự nguyện"),
        new("lapsed", "đã dừng đóng BHXH tự nguyện", "lapsed from the voluntary scheme", "dừng đóng", "đã dừng đóng"),
        new("compulsory", "đang tham gia BHXH bắt buộc", "in the compulsory scheme", "BHXH bắt buộc", "bắt buộc"),
        new("stopped_compulsory", "đã dừng BHXH bắt buộc, bảo lưu thời gian đóng", "stopped compulsory insurance, period kept", "bảo lưu", "dừng đóng bắt buộc"),
        new("unemployment_benefit", "đang hưởng trợ cấp thất nghiệp", "receiving unemployment benefit", "hưởng trợ cấp thất nghiệp", "trợ cấp thất nghiệp"),
        new("lump_sum_applied", "đã đề nghị hưởng BHXH một lần", "applied for the lump sum", "BHXH một lần", "hưởng một lần"),
        new("pensioner", "đang hưởng lương hưu", "pensioner", "hưu trí", "hưởng lương hưu"),
        new("monthly_benefit", "đang hưởng trợ cấp hằng tháng", "receiving a monthly benefit", "trợ cấp hằng tháng", "trợ cấp hàng tháng"));

    public static readonly CodeSet SupportCategory = new(
        new("poor", "hộ nghèo", "poor household", "nghèo"),
        new("near_poor", "hộ cận nghèo", "near-poor household", "cận nghèo"),
        new("ethnic_minority", "người dân tộc thiểu số", "ethnic minority", "dân tộc thiểu số", "DTTS"),
        new("island_or_special_zone", "xã đảo, đặc khu", "island commune or special zone", "xã đảo", "đặc khu"),
        new("other", "khác", "other"));

    /// <summary>Law 41/2024/QH15 art. 36.3.</summary>
    public static readonly CodeSet PaymentMethod = new(
        new("monthly", "hằng tháng", "monthly", "hàng tháng", "1 tháng", "1", "1 month"),
        new("three_monthly", "3 tháng một lần", "every 3 months", "3 tháng", "hằng quý", "quý", "3", "3 months"),
        new("six_monthly", "6 tháng một lần", "every 6 months", "6 tháng", "6", "6 months"),
        new("twelve_monthly", "12 tháng một lần", "every 12 months", "12 tháng", "1 năm", "12", "12 months"),
        new("several_years", "một lần cho nhiều năm về sau", "several years ahead", "nhiều năm về sau", "nhiều năm"),
        new("missing_months", "một lần cho những tháng còn thiếu", "the missing months at once", "những tháng còn thiếu", "còn thiếu"));

    public static readonly CodeSet PhoneHolder = new(
        new("self", "chính người đó", "the person", "chính chủ", "bản thân"), new("relative", "người thân", "a relative"), new("shared", "dùng chung", "shared"));

    /// <summary>Law 41/2024/QH15: compulsory insurance of owners of registered household businesses.</summary>
    public static readonly CodeSet BusinessOwner = new(
        new("declared_tax", "chủ hộ kinh doanh nộp thuế theo kê khai", "owner, tax by declaration", "kê khai", "thuế kê khai"),
        new("other", "chủ hộ kinh doanh khác", "owner, otherwise"));

    /// <summary>The target groups of §II.2.2 and §IV.2, as the units classify people into them.</summary>
    public static readonly CodeSet Groups = new(
        new("G0", "cán bộ, đảng viên", "cadres and party members"),
        new("G1", "đại biểu, chính quyền, đoàn thể", "deputies, authorities, mass organisations"),
        new("G2", "người lao động, người sử dụng lao động", "employees and employers"),
        new("V1", "hộ nông dân", "farm households"),
        new("V2", "lao động làng nghề, hợp tác xã", "workers in craft villages and cooperatives"),
        new("V3", "tiểu thương, hộ kinh doanh, nghề nhận khoán", "traders, household businesses, contract-hire trades"),
        new("V4", "người nhận khoán đất, rừng", "land and forest contract workers"),
        new("V5", "lao động làm thuê theo sản phẩm, thời vụ", "piece and seasonal workers"),
        new("V6", "lao động tự do, có thu nhập khác", "self-employed, other income"),
        new("V7", "đã dừng BHXH bắt buộc, đang hưởng trợ cấp thất nghiệp", "stopped compulsory insurance, on unemployment benefit"),
        new("V8", "đang tham gia, sắp đến kỳ đóng", "joined, payment period approaching"),
        new("G4", "sinh viên, học sinh", "students"),
        new("G5", "cộng tác viên, người có uy tín, chức sắc", "collaborators, prestigious persons, dignitaries"));
}
