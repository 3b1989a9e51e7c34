using CampaignEngine.Links;
using Microsoft.Extensions.Options;

namespace CampaignEngine.Tests.Links;

public sealed class AddressRulesTests
{
    private static readonly AddressRules Rules = new(Options.Create(new LinksOptions
    {
        AllowedHosts = "bhxh.example.gov.vn, *.portal.example.gov.vn, www.facebook.com",
        SmsHosts = "bhxh.example.gov.vn",
    }));

    [Theory]
    [InlineData("https://bhxh.example.gov.vn")]
    [InlineData("https://BHXH.example.GOV.vn/Tin?id=1#x")]
    [InlineData("HTTPS://a.portal.example.gov.vn/tu-nguyện")]
    [InlineData("https://a.b.portal.example.gov.vn?x=https://elsewhere.example/@")]
    [InlineData("https://www.facebook.com/bhxh:8080/@bhxh")]
    public void An_address_on_the_list_is_taken(string address) => Assert.Null(Rules.Fault(address, "zalo"));

    [Theory]
    [InlineData("http://bhxh.example.gov.vn/", "link-scheme")]
    [InlineData("javascript:alert(1)//bhxh.example.gov.vn", "link-scheme")]
    [InlineData("//bhxh.example.gov.vn/", "link-scheme")]
    [InlineData("https:bhxh.example.gov.vn", "link-scheme")]
    [InlineData("https:/bhxh.example.gov.vn", "link-scheme")]
    [InlineData("ftp://bhxh.example.gov.vn/", "link-scheme")]
    [InlineData("", "link-scheme")]
    [InlineData("https://bhxh.example.gov.vn@evil.example/", "link-userinfo")]
    [InlineData("https://a:b@bhxh.example.gov.vn/", "link-userinfo")]
    [InlineData("https://bhxh.example.gov.vn:8443/", "link-port")]
    [InlineData("https://bhxh.example.gov.vn:443/", "link-port")]
    [InlineData("https://bhxh.example.gov.vn:/", "link-port")]
    [InlineData("https://[::1]/", "link-port")]
    [InlineData("https://bhxh.exаmple.gov.vn/", "link-look-alike")] // a Cyrillic letter
    [InlineData("https://xn--bhxh-0ta.example.gov.vn/", "link-look-alike")]
    [InlineData("https://a.XN--80ak6aa92e.com/", "link-look-alike")]
    [InlineData("https://bhxh。example.gov.vn/", "link-look-alike")] // a full-width stop, which browsers read as a dot
    [InlineData("https://127.0.0.1/", "link-host-form")]
    [InlineData("https://2130706433/", "link-host-form")]
    [InlineData("https://bhxh.example.gov.vn./", "link-host-form")]
    [InlineData("https://bhxh%2eexample.gov.vn/", "link-host-form")]
    [InlineData("https:///bhxh.example.gov.vn/", "link-host-form")]
    [InlineData("https://evil.example/bhxh.example.gov.vn", "link-host")]
    [InlineData("https://bhxh.example.gov.vn.evil.example/", "link-host")]
    [InlineData("https://evilbhxh.example.gov.vn/", "link-host")]
    [InlineData("https://portal.example.gov.vn/", "link-host")]
    [InlineData("https://evilportal.example.gov.vn/", "link-host")]
    [InlineData("https://evil.example?.portal.example.gov.vn/", "link-host")]
    [InlineData("https://evil.example#.portal.example.gov.vn/", "link-host")]
    [InlineData("https://evil.example\\.portal.example.gov.vn/", "link-characters")]
    [InlineData("https://bhxh.example.gov.vn\\@evil.example/", "link-characters")]
    [InlineData("https://bhxh.example.gov.vn/\r\nSet-Cookie:a=b", "link-characters")]
    [InlineData(" https://bhxh.example.gov.vn/", "link-characters")]
    [InlineData("https://bhxh.example.gov.vn/\t", "link-characters")]
    [InlineData("https://bhxh.example.gov.vn/<script>", "link-characters")]
    public void Any_other_is_refused_with_its_reason_in_both_languages(string address, string code)
    {
        var fault = Rules.Fault(address, "zalo");
        Assert.Equal(code, fault?.Code);
        Assert.NotEqual(fault!.Vi, fault.En);
    }

    [Fact]
    public void An_address_of_more_than_2000_characters_is_refused() =>
        Assert.Equal("link-characters", Rules.Fault("https://bhxh.example.gov.vn/" + new string('a', 2000), "zalo")?.Code);

    [Fact]
    public void A_text_message_leads_to_the_agencys_own_hosts_only()
    {
        Assert.Null(Rules.Fault("https://bhxh.example.gov.vn/", "sms"));
        Assert.Equal("link-sms-host", Rules.Fault("https://www.facebook.com/bhxh", "sms")?.Code);
        Assert.Null(Rules.Fault("https://www.facebook.com/bhxh", "facebook"));
    }

    [Theory]
    [InlineData("*")]
    [InlineData("*.vn")]
    [InlineData("gov")]
    [InlineData("https://bhxh.example.gov.vn")]
    [InlineData("bhxh.example.gov.vn/tin")]
    [InlineData("bhxh.example.gov.vn:443")]
    [InlineData("a.*.gov.vn")]
    public void A_setting_that_is_no_list_of_hosts_is_refused_at_the_start(string hosts) =>
        Assert.NotEmpty(new LinksOptions { AllowedHosts = hosts }.Validate(new(new object())));

    [Fact]
    public void Short_links_begin_with_an_https_address_without_a_path()
    {
        Assert.Empty(new LinksOptions { BaseUrl = "https://bhxh.example.gov.vn" }.Validate(new(new object())));
        Assert.NotEmpty(new LinksOptions { BaseUrl = "http://bhxh.example.gov.vn" }.Validate(new(new object())));
        Assert.NotEmpty(new LinksOptions { BaseUrl = "https://bhxh.example.gov.vn/s" }.Validate(new(new object())));
    }
}
