using CampaignEngine.Recipients;
using CampaignEngine.Tests.Harness;
using CsCheck;

namespace CampaignEngine.Tests.Recipients;

public sealed class PhoneNumberTests
{
    [Theory]
    [InlineData("0912345678")]
    [InlineData("0912 345 678")]
    [InlineData("0912.345.678")]
    [InlineData(" (091) 234-5678 ")]
    [InlineData("0912\u00A0345\u00A0678")]
    [InlineData("+84912345678")]
    [InlineData("+84 0912345678")]
    [InlineData("84912345678")]
    [InlineData("0084912345678")]
    [InlineData("912345678")]
    public void Every_way_of_writing_a_number_gives_one_form(string raw)
    {
        Assert.True(PhoneNumber.TryParse(raw, out var number, out _));
        Assert.Equal(new PhoneNumber("+84912345678", WasOldForm: false, IsForeign: false), number);
    }

    [Theory]
    [InlineData("0162", "032")]
    [InlineData("0163", "033")]
    [InlineData("0164", "034")]
    [InlineData("0165", "035")]
    [InlineData("0166", "036")]
    [InlineData("0167", "037")]
    [InlineData("0168", "038")]
    [InlineData("0169", "039")]
    [InlineData("0120", "070")]
    [InlineData("0121", "079")]
    [InlineData("0122", "077")]
    [InlineData("0126", "076")]
    [InlineData("0128", "078")]
    [InlineData("0123", "083")]
    [InlineData("0124", "084")]
    [InlineData("0125", "085")]
    [InlineData("0127", "081")]
    [InlineData("0129", "082")]
    [InlineData("0186", "056")]
    [InlineData("0188", "058")]
    [InlineData("0199", "059")]
    public void An_11_digit_number_is_converted_and_says_so(string old, string today)
    {
        foreach (var raw in (string[])[$"{old}2345678", $"+84{old[1..]}2345678", $"84{old[1..]}2345678"])
        {
            Assert.True(PhoneNumber.TryParse(raw, out var number, out _), raw);
            Assert.Equal(new PhoneNumber($"+84{today[1..]}2345678", WasOldForm: true, IsForeign: false), number);
        }
    }

    [Theory]
    [InlineData("O912345678", PhoneFault.Characters)] // the letter O
    [InlineData("091234567O", PhoneFault.Characters)]
    [InlineData("٠٩١٢٣٤٥٦٧٨", PhoneFault.Characters)]
    [InlineData("０９１２３４５６７８", PhoneFault.Characters)]
    [InlineData("0912345678/0987654321", PhoneFault.Characters)]
    [InlineData("0912345678 Lan", PhoneFault.Characters)]
    [InlineData("0912+345678", PhoneFault.Characters)]
    [InlineData("", PhoneFault.Characters)]
    [InlineData("+", PhoneFault.Characters)]
    [InlineData("091234567", PhoneFault.Length)]
    [InlineData("09123456789", PhoneFault.Length)]
    [InlineData("01402345678", PhoneFault.Length)] // never a mobile prefix
    [InlineData("01602345678", PhoneFault.Length)]
    [InlineData("09123456780912345678", PhoneFault.Length)]
    [InlineData("8079", PhoneFault.ShortCode)]
    [InlineData("19009068", PhoneFault.ShortCode)]
    [InlineData("1900 9068", PhoneFault.ShortCode)]
    [InlineData("18001090", PhoneFault.ShortCode)]
    [InlineData("113", PhoneFault.ShortCode)]
    [InlineData("02438252345", PhoneFault.NotMobile)] // a fixed line in Hà Nội
    [InlineData("0412345678", PhoneFault.NotMobile)]
    [InlineData("0140123456", PhoneFault.NotMobile)]
    [InlineData("0502345678", PhoneFault.Unassigned)]
    [InlineData("0992345678", PhoneFault.Unassigned)]
    [InlineData("+82 10 0000", PhoneFault.Unassigned)]
    public void What_is_no_mobile_number_is_refused_with_its_reason(string raw, PhoneFault expected)
    {
        Assert.False(PhoneNumber.TryParse(raw, out _, out var fault));
        Assert.Equal(expected, fault);
    }

    [Theory]
    [InlineData("+82 10-2345-6789", "+821023456789")]
    [InlineData("0081 90 1234 5678", "+819012345678")]
    [InlineData("+8562022345678", "+8562022345678")]
    public void A_foreign_number_is_kept_and_marked(string raw, string e164)
    {
        Assert.True(PhoneNumber.TryParse(raw, out var number, out _));
        Assert.Equal(new PhoneNumber(e164, WasOldForm: false, IsForeign: true), number);
    }

    /// <summary>The premise of asking the library once a prefix.</summary>
    [Fact]
    public void The_library_agrees_on_every_number_with_a_prefix()
    {
        var library = PhoneNumbers.PhoneNumberUtil.GetInstance();
        Gen.Select(Pick.From(3, 5, 7, 8, 9), Gen.Int[0, 99_999_999]).Sample((first, rest) =>
        {
            var raw = $"0{first}{rest:00000000}";
            var ours = PhoneNumber.TryParse(raw, out var number, out _);
            return ours == library.IsValidNumber(library.Parse(raw, "VN")) && (!ours || number.E164 == "+84" + raw[1..]);
        }, iter: 5_000);
    }
}
