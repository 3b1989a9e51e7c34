using CampaignEngine.Recipients;

namespace CampaignEngine.Tests.Recipients;

public sealed class PhoneNumberTests
{
    [Theory]
    [InlineData("0912345678", "+84912345678", false, false)]
    [InlineData(" 091 234.56-78 ", "+84912345678", false, false)]
    [InlineData("+84 (0)912 345 678", "+84912345678", false, false)]
    [InlineData("84912345678", "+84912345678", false, false)]
    [InlineData("0084912345678", "+84912345678", false, false)]
    [InlineData("912345678", "+84912345678", false, false)] // the zero that a spreadsheet took
    [InlineData("01622345678", "+84322345678", true, false)]
    [InlineData("01202345678", "+84702345678", true, false)]
    [InlineData("01292345678", "+84822345678", true, false)]
    [InlineData("+841992345678", "+84592345678", true, false)]
    [InlineData("841882345678", "+84582345678", true, false)]
    [InlineData("+14155552671", "+14155552671", false, true)]
    [InlineData("+8562022345678", "+8562022345678", false, true)]
    public void Numbers_become_e164(string raw, string e164, bool old, bool foreign)
    {
        Assert.True(PhoneNumber.TryParse(raw, out var number, out var fault), fault.ToString());
        Assert.Equal(new PhoneNumber(e164, old, foreign), number);
    }

    [Theory]
    [InlineData("", PhoneFault.Empty)]
    [InlineData("O912345678", PhoneFault.Characters)]
    [InlineData("091234567O", PhoneFault.Characters)]
    [InlineData("٠٩١٢٣٤٥٦٧٨", PhoneFault.Characters)]
    [InlineData("0912345678/0987654321", PhoneFault.Characters)]
    [InlineData("8088", PhoneFault.ShortCode)]
    [InlineData("0140123456", PhoneFault.Prefix)]
    [InlineData("0160123456", PhoneFault.Prefix)]
    [InlineData("02438252525", PhoneFault.Length)] // a landline
    [InlineData("091234567", PhoneFault.Length)]
    [InlineData("01302345678", PhoneFault.Length)] // no such old prefix
    [InlineData("+1415", PhoneFault.Invalid)]
    public void What_is_no_mobile_number_is_told_apart(string raw, PhoneFault expected)
    {
        Assert.False(PhoneNumber.TryParse(raw, out _, out var fault));
        Assert.Equal(expected, fault);
    }
}
