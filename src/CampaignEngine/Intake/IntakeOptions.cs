using System.ComponentModel.DataAnnotations;

namespace CampaignEngine.Intake;

/// <summary>Section "Intake".</summary>
public sealed class IntakeOptions : IValidatableObject
{
    /// <summary>Names that may stand behind a word of refusal ("TC BHXH"), between commas.</summary>
    public string Brands { get; set; } = "BHXH, BHXHVN, BHXH VN, BHXH Việt Nam";

    /// <summary>Who looks at what people write, where <see cref="Owners"/> names nobody else.</summary>
    [Required]
    public string Owner { get; set; } = "BHXH cơ sở";

    /// <summary>Other owners by class: "denunciation=Thanh tra; question=Tổng đài".</summary>
    public string Owners { get; set; } = "denunciation=Thanh tra; complaint=Thanh tra";

    /// <summary>Who is told of what stays undone behind its term.</summary>
    [Required]
    public string EscalateTo { get; set; } = "BHXH tỉnh";

    /// <summary>Confirms that campaigns were refused; {time} is when the refusal was received.</summary>
    [Required, MinLength(20)]
    public string ConfirmCampaigns { get; set; } =
        "BHXH: đã nhận lúc {time} yêu cầu từ chối tin vận động. Ông/Bà vẫn nhận tin nhắc về việc đóng của mình. Từ chối tất cả: gọi 1900 9068.";

    /// <summary>Confirms that everything was refused.</summary>
    [Required, MinLength(20)]
    public string ConfirmEverything { get; set; } =
        "BHXH: đã nhận lúc {time} yêu cầu từ chối mọi tin nhắn. Ông/Bà sẽ không nhận tin nào nữa. Cần hỏi thêm, gọi 1900 9068.";

    public string OwnerOf(string caseClass) => Pairs().FirstOrDefault(p => p.Class == caseClass).Owner ?? Owner;

    public IEnumerable<ValidationResult> Validate(ValidationContext context)
    {
        if (Pairs().Any(p => !CaseClass.All.Contains(p.Class) || string.IsNullOrEmpty(p.Owner)))
            yield return new ValidationResult($"'class=owner' between semicolons is expected; classes are {string.Join(", ", CaseClass.All)}", [nameof(Owners)]);
    }

    private IEnumerable<(string Class, string? Owner)> Pairs() =>
        Owners.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(pair => pair.Split('=', 2, StringSplitOptions.TrimEntries)).Select(p => (p[0], p.ElementAtOrDefault(1)));
}
