using System.ComponentModel.DataAnnotations;

namespace CampaignEngine.Intake;

/// <summary>Section "Intake".</summary>
public sealed class IntakeOptions
{
    /// <summary>Names that may stand behind a word of refusal ("TC BHXH"), between commas.</summary>
    public string Brands { get; set; } = "BHXH, BHXHVN, BHXH VN, BHXH Việt Nam";

    /// <summary>Confirms that campaigns were refused; {time} is when the refusal was received.</summary>
    [Required, MinLength(20)]
    public string ConfirmCampaigns { get; set; } =
        "BHXH: đã nhận lúc {time} yêu cầu từ chối tin vận động. Ông/Bà vẫn nhận tin nhắc về việc đóng của mình. Từ chối tất cả: gọi 1900 9068.";

    /// <summary>Confirms that everything was refused.</summary>
    [Required, MinLength(20)]
    public string ConfirmEverything { get; set; } =
        "BHXH: đã nhận lúc {time} yêu cầu từ chối mọi tin nhắn. Ông/Bà sẽ không nhận tin nào nữa. Cần hỏi thêm, gọi 1900 9068.";
}
