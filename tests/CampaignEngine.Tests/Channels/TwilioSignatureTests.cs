using System.Security.Cryptography;
using System.Text;
using CampaignEngine.Channels.Twilio;

namespace CampaignEngine.Tests.Channels;

public sealed class TwilioSignatureTests
{
    private const string Token = "12345";
    private const string Signature = "RSOYDt4T1cUTdK1PDd93/VVr8B8=";
    private static readonly byte[] Form = "CallSid=CA1234567890ABCDE&From=%2B14158675309&Digits=1234&To=%2B18005551212&Caller=%2B14158675309"u8.ToArray();

    [Theory]
    [InlineData("https://mycompany.com/myapp.php?foo=1&bar=2", true)]
    [InlineData("https://mycompany.com:443/myapp.php?foo=1&bar=2", true)]
    [InlineData("https://mycompany.com:8443/myapp.php?foo=1&bar=2", true)]
    [InlineData("https://mycompany.com/myapp.php?foo=1&bar=3", false)]
    [InlineData("http://mycompany.com/myapp.php?foo=1&bar=2", false)]
    public void The_published_vector_holds_with_and_without_the_port(string address, bool valid) =>
        Assert.Equal(valid, TwilioSignature.IsValid(Token, new Uri(address), Form, isForm: true, Signature));

    [Fact]
    public void An_address_signed_with_its_port_holds()
    {
        var signature = TwilioSignature.Compute(Token, "https://a.example:443/x", [new("B", "2"), new("A", "1")]);
        Assert.True(TwilioSignature.IsValid(Token, new Uri("https://a.example/x"), "A=1&B=2"u8, isForm: true, signature));
    }

    [Theory]
    [InlineData("")]
    [InlineData("RSOYDt4T1cUTdK1PDd93/VVr8B9=")]
    [InlineData("not base64 at all, and longer than any signature could be")]
    public void Another_signature_does_not_hold(string signature) =>
        Assert.False(TwilioSignature.IsValid(Token, new Uri("https://mycompany.com/myapp.php?foo=1&bar=2"), Form, isForm: true, signature));

    [Fact]
    public void A_body_that_is_no_form_is_signed_by_its_hash()
    {
        var body = """{"a":1}"""u8.ToArray();
        var address = $"https://a.example/x?bodySHA256={Convert.ToHexStringLower(SHA256.HashData(body))}";
        var signature = TwilioSignature.Compute(Token, address, []);
        Assert.True(TwilioSignature.IsValid(Token, new Uri(address), body, isForm: false, signature));
        Assert.False(TwilioSignature.IsValid(Token, new Uri(address), Encoding.UTF8.GetBytes("""{"a":2}"""), isForm: false, signature));
        var unhashed = TwilioSignature.Compute(Token, "https://a.example/x", []);
        Assert.False(TwilioSignature.IsValid(Token, new Uri("https://a.example/x"), body, isForm: false, unhashed));
    }
}
