using CampaignEngine.Templates;
using CampaignEngine.Tests.Harness;
using CampaignEngine.Text;

namespace CampaignEngine.Tests.Templates;

public sealed class TextShapeTests
{
    private const string Body = "BHXH: mời {{ title }} {{ name }} đóng {{ least_net | money }} trước {{ pay_by | date }}{{ if collection_point }} tại {{ collection_point }}{{ end }}. "
        + "Xem https://bhxh.gov.vn/abcd234. Hỏi: {{ hotline }}. {{ refusal }}";

    private static readonly TextShape Shape = TextShape.Of(Merge.Version(Body), new TemplateOptions())!;

    [Fact]
    public void Every_text_that_the_shipped_templates_come_out_as_is_known_again()
    {
        var problems = new List<Problem>();
        var texts = 0;
        foreach (var folder in TemplateFolder.ReadAll(Checkout.Path("templates"), problems))
            foreach (var text in folder.Texts)
                foreach (var person in folder.Samples)
                    foreach (var accents in Enum.GetValues<AccentChoice>())
                    {
                        var rendered = Assert.IsType<Rendered>(Merge.Render(text.Body, person, text.Language, accents));
                        Assert.True(TextShape.Of(Merge.Version(text.Body, text.Language), new TemplateOptions())!.Holds(ForgivingText.Of(rendered.Body)), rendered.Body);
                        texts++;
                    }
        Assert.True(texts > 4);
    }

    [Theory]
    [InlineData("BHXH: mời Bà Nguyễn Thị Mẫu đóng 264.000 đ trước 31/08/2026 tại UBND xã Mẫu, số 12, ngõ 3. Xem https://bhxh.gov.vn/abcd234. Hỏi: 1900 9068. Từ chối: gọi 1900 9068")]
    [InlineData("bhxh: moi ong/ba nguyen van a dong 1.264.000d truoc 01/09/2026. xem https://bhxh.gov.vn/abcd234. hoi: 19009068. tu choi: goi 1900 9068")]
    [InlineData("\"BHXH: MỜI CHỊ LÊ THỊ B ĐÓNG 264.000 Đ TRƯỚC 31/08/2026.\nXem https://bhxh.gov.vn/abcd234. Hỏi: 1900 9068. Từ chối: gọi 1900 9068\"")]
    public void Accents_case_spaces_and_a_persons_own_fields_are_forgiven(string text) => Assert.True(Shape.Holds(ForgivingText.Of(text)));

    [Theory]
    [InlineData("Hỏi: 1900 9068.", "Hỏi: 1900 9086.")]
    [InlineData("gọi 1900 9068", "gọi 0912 345 678")]
    [InlineData("bhxh.gov.vn/abcd234", "bhxh.gov.vn/abcd235")]
    [InlineData("https://bhxh.gov.vn", "https://bhxhgov.vn")]
    [InlineData("https://bhxh.gov.vn", "http://bhxh.gov.vn")]
    [InlineData("https://bhxh.gov.vn", "https://bhxh.gov.vn@evil.vn")]
    [InlineData("Nguyễn Thị Mẫu", "Nguyễn Thị Mẫu 0912345678")]
    [InlineData("Nguyễn Thị Mẫu", "Nguyễn Thị Mẫu evil.com")]
    [InlineData("UBND xã Mẫu", "Zalo 0912 345 678")]
    [InlineData("UBND xã Mẫu", "Zalo 091.234.567")]
    [InlineData("UBND xã Mẫu", "soạn tin gửi 8785")]
    [InlineData("UBND xã Mẫu", "trang bhxh-tunguyen.com")]
    [InlineData("UBND xã Mẫu", "https://evil.vn")]
    [InlineData("264.000 đ", "0912345678 đ")]
    [InlineData("264.000 đ", "264.000 đ vào tài khoản 12345")]
    [InlineData("31/08/2026", "31/08/2026 qua Zalo")]
    [InlineData("BHXH: mời", "BHXH: yêu cầu")]
    [InlineData(". Từ chối", ". Gửi OTP cho nhân viên. Từ chối")]
    [InlineData("gọi 1900 9068", "gọi 1900 9068. Gửi mã OTP tới 0912345678")]
    public void A_changed_number_link_or_sentence_is_not_ours(string ours, string theirs)
    {
        const string good = "BHXH: mời Bà Nguyễn Thị Mẫu đóng 264.000 đ trước 31/08/2026 tại UBND xã Mẫu. Xem https://bhxh.gov.vn/abcd234. Hỏi: 1900 9068. Từ chối: gọi 1900 9068";
        Assert.True(Shape.Holds(ForgivingText.Of(good)));
        Assert.Contains(ours, good);
        Assert.False(Shape.Holds(ForgivingText.Of(good.Replace(ours, theirs))));
    }

    [Theory]
    [InlineData("{{ case commune }}{{ when 'Xã Mẫu' }}một{{ when 'Xã Khác' }}hai{{ else }}ba{{ end }} xong", "một xong", "hai xong", "ba xong")]
    [InlineData("{{ if name == 'x' }}một{{ else if agent }}hai{{ else }}ba{{ end }} xong", "một xong", "hai xong", "ba xong")]
    [InlineData("{{ if name }}một{{ end }}{{~ if agent ~}} hai {{~ end ~}} xong", "một xong", "một hai xong", "xong")]
    public void Each_way_through_a_template_is_a_text_of_it(string body, params string[] texts)
    {
        var shape = TextShape.Of(Merge.Version(body), new TemplateOptions())!;
        Assert.All(texts, text => Assert.True(shape.Holds(ForgivingText.Of(text)), text));
        Assert.False(shape.Holds(ForgivingText.Of("bốn xong")));
    }

    [Fact]
    public void It_is_shown_with_a_hole_for_each_persons_own() => Assert.Equal(
        "BHXH: mời […] […] đóng […] trước […] tại […]. Xem https://bhxh.gov.vn/abcd234. Hỏi: 1900 9068. Từ chối: gọi 1900 9068", Shape.Shown);

    [Fact]
    public void A_body_that_is_no_template_has_no_shape() => Assert.Null(TextShape.Of(Merge.Version("{{ if name }}a"), new TemplateOptions()));
}
