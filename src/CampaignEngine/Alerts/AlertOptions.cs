using System.ComponentModel.DataAnnotations;
using MimeKit;

namespace CampaignEngine.Alerts;

/// <summary>Section "Alerts". Without a mail server nothing is mailed; lists and the log tell the same.</summary>
public sealed class AlertOptions : IValidatableObject
{
    /// <summary>The mail server; empty: none.</summary>
    public string SmtpHost { get; set; } = "";

    [Range(1, 65535)]
    public int SmtpPort { get; set; } = 587;

    /// <summary>StartTls, Tls (from the first byte), or None, which is for a server on this machine only.</summary>
    public MailSecurity Security { get; set; } = MailSecurity.StartTls;

    /// <summary>Empty: the server asks for none.</summary>
    public string UserName { get; set; } = "";

    /// <summary>Of that user. A secret: set it by the environment.</summary>
    public string Password { get; set; } = "";

    /// <summary>Where mails come from.</summary>
    public string From { get; set; } = "";

    /// <summary>Who is where: "name=address" between semicolons, names as tasks, Intake and campaign files write them.</summary>
    public string Addresses { get; set; } = "";

    /// <summary>Who is told where a name has no address, and of what concerns the installation.</summary>
    public string Administrator { get; set; } = "";

    /// <summary>Where the name is told; null: nobody is.</summary>
    internal string? AddressOf(string who) =>
        Pairs().FirstOrDefault(p => p.Name.Equals(who, StringComparison.OrdinalIgnoreCase)).Address is { Length: > 0 } own ? own : Administrator.Length > 0 ? Administrator : null;

    public IEnumerable<ValidationResult> Validate(ValidationContext context)
    {
        if (SmtpHost.Length == 0) yield break;
        if (!MailboxAddress.TryParse(From, out _)) yield return new ValidationResult("an address is needed from which mails come", [nameof(From)]);
        if (!MailboxAddress.TryParse(Administrator, out _)) yield return new ValidationResult("an address is needed for what has no other", [nameof(Administrator)]);
        if (Pairs().Any(p => p.Name.Length == 0 || !MailboxAddress.TryParse(p.Address, out _))) yield return new ValidationResult("name=address between semicolons is expected", [nameof(Addresses)]);
        if (Security == MailSecurity.None && SmtpHost is not ("localhost" or "127.0.0.1" or "::1")) yield return new ValidationResult("without encryption only a server on this machine", [nameof(Security)]);
    }

    private IEnumerable<(string Name, string Address)> Pairs() => Addresses.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(pair => pair.Split('=', 2) is [var name, var address] ? (name.Trim(), address.Trim()) : (pair, ""));
}

public enum MailSecurity { StartTls, Tls, None }
