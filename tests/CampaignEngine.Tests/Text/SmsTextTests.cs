using CampaignEngine.Tests.Harness;
using CampaignEngine.Text;
using CsCheck;
using Sylvan.Data.Csv;

namespace CampaignEngine.Tests.Text;

public sealed class SmsTextTests
{
    public static TheoryData<string, SmsEncoding, int, int> Golden => new()
    {
        { "", SmsEncoding.GSM7, 0, 0 },
        { new string('a', 160), SmsEncoding.GSM7, 160, 1 },
        { new string('a', 161), SmsEncoding.GSM7, 161, 2 },
        { new string('a', 306), SmsEncoding.GSM7, 306, 2 },
        { new string('a', 307), SmsEncoding.GSM7, 307, 3 },
        { new string('a', 158) + "€", SmsEncoding.GSM7, 160, 1 },
        { new string('a', 159) + "€", SmsEncoding.GSM7, 161, 2 },
        // The euro does not fit the first part's last place, so a third part is needed where division says two.
        { new string('a', 152) + "^" + new string('a', 152), SmsEncoding.GSM7, 306, 3 },
        { "àèéìòùÉ", SmsEncoding.GSM7, 7, 1 },
        { "Á", SmsEncoding.UCS2, 1, 1 },
        { "đ", SmsEncoding.UCS2, 1, 1 },
        { new string('ế', 70), SmsEncoding.UCS2, 70, 1 },
        { new string('ế', 71), SmsEncoding.UCS2, 71, 2 },
        { new string('ế', 134), SmsEncoding.UCS2, 134, 2 },
        { new string('ế', 66) + "😀" + new string('ế', 66), SmsEncoding.UCS2, 134, 3 },
    };

    [Theory, MemberData(nameof(Golden))]
    public void Golden_texts_have_their_encoding_units_and_parts(string text, SmsEncoding encoding, int units, int parts) =>
        Assert.Equal(new SmsSize(encoding, units, parts), SmsText.Measure(text));

    private static readonly string[] Wide = ["đ", "ế", "ក", "😀", "𝒳"];

    [Fact]
    public void Packing_agrees_with_a_naive_oracle()
    {
        var letter = Gen.OneOf(
            Gen.Char["abc xyzÉ@\n"].Select(c => c.ToString()),
            Gen.Char["^{}[]~|€\\"].Select(c => c.ToString()),
            Gen.Int[0, 4].Select(i => Wide[i]));
        Gen.OneOf(letter.Array[0, 500], Gen.Char["ab€^"].Select(c => c.ToString()).Array[120, 500]).Select(string.Concat)
            .Sample(text => Assert.Equal(NaiveSms.Measure(text), SmsText.Measure(text)), iter: 3000);
    }

    [Fact]
    public void Article_22_counts_in_every_language_as_the_oracle_counts()
    {
        using var csv = CsvDataReader.Create(SharedData.Path("udhr_article22.csv"));
        var languages = 0;
        while (csv.Read())
        {
            var text = SmsText.Normalise(csv.GetString(1));
            Assert.Equal(NaiveSms.Measure(text), SmsText.Measure(text));
            Assert.Equal(csv.GetString(0) == "hni" ? SmsEncoding.GSM7 : SmsEncoding.UCS2, SmsText.Measure(text).Encoding);
            languages++;
        }
        Assert.Equal(7, languages);
    }

    [Theory]
    [InlineData("Ông Đặng Văn Ất đóng 1.234.567 ₫", "Ong Dang Van At dong 1.234.567 d")]
    [InlineData("“Người tham gia” – nghỉ… lễ, 20‐50%", "\"Nguoi tham gia\" - nghi... le, 20-50%")]
    public void Stripping_leaves_plain_letters_that_fit_gsm7(string text, string plain)
    {
        Assert.Equal(plain, VietnameseText.StripAccents(text));
        Assert.Equal(plain, VietnameseText.StripAccents(text.Normalize(System.Text.NormalizationForm.FormD)));
        Assert.Equal(SmsEncoding.GSM7, SmsText.Measure(plain).Encoding);
    }

    /// <summary>The table is a short cut; what it stands for is the definition by Unicode's forms.</summary>
    [Fact]
    public void Stripping_by_the_table_is_stripping_by_decomposition()
    {
        var letter = Gen.OneOf(Gen.Char["aăâđêôơưạảãẹếềÝỹ ₫“”–…·\u0300\u0323"], Gen.Char['\u0020', '\u04FF'], Gen.Char['\u1E00', '\u2100'], Gen.Char['\u0020', '\uD7FF']);
        letter.Array[0, 40].Select(letters => new string(letters))
            .Sample(text => Assert.Equal(VietnameseText.StripByForms(text), VietnameseText.StripAccents(text)), iter: 5000);
    }

    [Fact]
    public void Decomposed_letters_are_composed_before_they_are_counted() =>
        Assert.Equal(1, SmsText.Measure(SmsText.Normalise("e\u0302\u0301")).Units);
}
