namespace CampaignEngine.Recipients;

/// <summary>Every code a rejected row can carry, with what to do about it. Codes are stable; docs/import.md lists them.</summary>
public static class RowFaults
{
    public static readonly IReadOnlyDictionary<string, (string Vi, string En)> Words = new Dictionary<string, (string, string)>(StringComparer.Ordinal)
    {
        ["cell-count"] = ("Số ô của hàng khác số cột; có thể thừa hoặc thiếu dấu phân cách.", "The row has more or fewer cells than the header; a separator may be missing or too many."),
        ["name-missing"] = ("Thiếu họ và tên.", "The name is missing."),
        ["name-shape"] = ("Họ và tên chứa chữ số hoặc ký tự không phải chữ cái.", "The name holds digits or other signs that are no letters."),
        ["no-identifier"] = ("Thiếu cả số định danh cá nhân và mã số BHXH.", "Neither a personal number nor an insurance number is given."),
        ["personal-number-shape"] = ("Số định danh cá nhân phải có đúng 12 chữ số.", "A personal number has exactly 12 digits."),
        ["insurance-number-shape"] = ("Mã số BHXH phải có đúng 10 chữ số.", "An insurance number has exactly 10 digits."),
        ["identifier-shape"] = ("Mã số phải có 12 chữ số (số định danh) hoặc 10 chữ số (mã số BHXH).", "An identifier has 12 digits (personal number) or 10 digits (insurance number)."),
        ["lost-zeros"] = ("Bảng tính đã coi mã số là số và bỏ các số 0 ở đầu, không thể khôi phục chắc chắn; hãy định dạng cột là văn bản.", "The spreadsheet took the number for a quantity and dropped its leading zeros, which cannot be restored with certainty; format the column as text."),
        ["identifiers-disagree"] = ("Số định danh và mã số BHXH chỉ tới hai người khác nhau, hoặc khác với số đã lưu; hãy kiểm tra cả hai.", "The personal and the insurance number point at two different people, or differ from what is stored; check both."),
        ["duplicate-row"] = ("Người này có một hàng khác mới hơn hoặc đứng sau trong cùng tệp; hàng kia được dùng.", "The same person has a newer or later row in this file; that one was taken."),
        ["date-shape"] = ("Ngày không đọc được hoặc không có thật; viết dd/MM/yyyy.", "The date cannot be read or does not exist; write dd/MM/yyyy."),
        ["date-range"] = ("Ngày ở tương lai hoặc trước năm 1900.", "The date lies in the future or before 1900."),
        ["birth-disagrees"] = ("Năm sinh khác với năm trong ngày sinh.", "The year of birth differs from the date of birth."),
        ["month-shape"] = ("Tháng không đọc được; viết MM/yyyy.", "The month cannot be read; write MM/yyyy."),
        ["unknown-value"] = ("Giá trị không có trong danh mục của cột này.", "The value is not in this column's list."),
        ["not-yes-or-no"] = ("Phải là có hoặc không.", "Must be yes or no."),
        ["number-shape"] = ("Phải là một số nguyên không âm hợp lý.", "Must be a sensible whole number, not negative."),
        ["phone-characters"] = ("Số điện thoại có ký tự lạ: chữ O thay số 0, hoặc hai số trong một ô.", "The phone number holds other signs: a letter O for a zero, or two numbers in one cell."),
        ["phone-length"] = ("Số điện thoại thừa hoặc thiếu chữ số.", "The phone number has too many or too few digits."),
        ["phone-short-code"] = ("Đây là đầu số ngắn hoặc tổng đài, không phải thuê bao.", "This is a short code or a service line, not a subscriber."),
        ["phone-not-mobile"] = ("Đây là số cố định hoặc không phải số di động.", "This is a fixed line or no mobile number."),
        ["phone-unassigned"] = ("Đầu số này không được cấp cho nhà mạng nào.", "No carrier holds this prefix."),
        ["email-shape"] = ("Địa chỉ thư điện tử không hợp lệ.", "The e-mail address is not valid."),
        ["text-too-long"] = ("Nội dung ô quá dài.", "The cell is too long."),
        ["province-unknown"] = ("Không có tỉnh, thành phố này.", "There is no such province."),
        ["province-ambiguous"] = ("Mã tỉnh này có hai nghĩa, trước và sau ngày 01/7/2025; hãy ghi mã xã hoặc tên tỉnh.", "This province code means one province before 1 July 2025 and another after; give the commune code or the province's name."),
        ["provinces-disagree"] = ("Mã tỉnh và tên tỉnh chỉ hai tỉnh khác nhau.", "The province code and the province's name mean two provinces."),
        ["commune-unknown"] = ("Danh mục hiện có không có xã này; có thể cần nhập danh mục chính thức (campaign places import).", "The list at hand does not hold this commune; the official list may have to be imported (campaign places import)."),
        ["commune-ambiguous"] = ("Tỉnh này có hai xã cùng tên khi bỏ dấu; hãy ghi mã xã.", "Without its marks two communes of the province have this name; give the commune code."),
        ["commune-elsewhere"] = ("Xã này thuộc tỉnh khác.", "This commune lies in another province."),
    };
}
