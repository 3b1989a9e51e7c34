using System.Text.Json;
using CampaignEngine.Segments;

namespace CampaignEngine.Tests.Segments;

public sealed class SegmentWordsTests
{
    [Theory]
    [InlineData("""{"field":"income","op":"between","value":[1500000,3000000]}""",
        "thu nhập chọn đóng từ 1.500.000 đ đến 3.000.000 đ", "chosen income is between 1,500,000 đ and 3,000,000 đ")]
    [InlineData("""{"field":"occupation","op":"in","value":["farm_household","market_trader"]}""",
        "nhóm nghề nghiệp là một trong: hộ nông dân, tiểu thương", "occupation is one of: farm household, market trader")]
    [InlineData("""{"field":"next_period_starts","op":"within-next","value":"30d"}""",
        "ngày bắt đầu kỳ đóng tới trong 30 ngày tới", "start of the next period is within the next 30 days")]
    [InlineData("""{"field":"as_of","op":"within-last","value":"1y"}""", "ngày của dữ liệu trong 1 năm vừa qua", "date of the record is within the last 1 year")]
    [InlineData("""{"field":"paid_through","op":"on-or-after","value":"month-2m"}""",
        "tháng cuối đã đóng sớm nhất là ngày đầu tháng này trừ 2 tháng", "last month paid is on or after the first of this month minus 2 months")]
    [InlineData("""{"field":"birth_date","op":"before","value":"1990-09-02"}""", "ngày sinh trước 02/09/1990", "date of birth is before 2 September 1990")]
    [InlineData("""{"field":"foreign_national","op":"is","value":false}""", "người nước ngoài: không", "foreign national: no")]
    [InlineData("""{"field":"language","op":"is","value":"KM"}""", "ngôn ngữ khai báo là Khmer", "declared language is Khmer")]
    [InlineData("""{"field":"language","op":"not-declared"}""", "chưa khai báo ngôn ngữ", "no language is declared")]
    [InlineData("""{"field":"groups","op":"has","value":"V1"}""", "được xếp vào nhóm V1 (hộ nông dân)", "is classified as V1 (farm households)")]
    [InlineData("""{"field":"consent","op":"given","value":{"channel":"sms","purpose":"promotion"}}""",
        "đã đồng ý nhận tin quảng cáo qua sms", "has consented to advertising over sms")]
    [InlineData("""{"field":"contactable","op":"by","value":"sms"}""", "liên lạc được qua sms", "is contactable over sms")]
    [InlineData("""{"field":"agent","op":"contains","value":"Bưu điện"}""", "nhân viên thu có chứa “Bưu điện”", "collection agent contains “Bưu điện”")]
    [InlineData("""{"segment":"V1"}""", "thuộc nhóm V1 “Hộ nông dân”", "in segment V1 “Farm households”")]
    [InlineData("""{"all":[{"field":"sex","op":"is","value":"female"},{"any":[{"field":"age","op":"at-least","value":35},{"not":{"field":"province","op":"in","value":["01","79"]}}]}]}""",
        "giới tính là nữ và (tuổi từ 35 trở lên hoặc không thuộc diện (tỉnh, thành phố là một trong: 01, 79))",
        "sex is female and (age is at least 35 or not (province is one of: 01, 79))")]
    public void A_rule_reads_as_a_sentence_in_both_languages(string rule, string vietnamese, string english)
    {
        var parsed = SegmentParser.Parse(JsonSerializer.Deserialize<JsonElement>(rule), SegmentShelf.Shipped);
        Assert.Equal(vietnamese, SegmentWords.Vietnamese(parsed));
        Assert.Equal(english, SegmentWords.English(parsed));
    }

    [Fact]
    public void No_operator_of_any_field_leaves_a_gap_in_its_sentence()
    {
        var rules = SegmentGen.OneOfEach;
        CsCheck.Check.Sample(rules, all =>
        {
            foreach (var rule in all)
            {
                var parsed = SegmentParser.Parse(SegmentGen.Element(rule), SegmentShelf.Shipped);
                Assert.DoesNotContain("{", SegmentWords.Vietnamese(parsed) + SegmentWords.English(parsed), StringComparison.Ordinal);
            }
        }, iter: 5);
    }
}
