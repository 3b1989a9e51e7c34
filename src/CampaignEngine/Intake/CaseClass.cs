namespace CampaignEngine.Intake;

/// <summary>What a person's words are about, as stored.</summary>
public static class CaseClass
{
    public const string Refusal = "refusal";
    public const string Denunciation = "denunciation";
    public const string Complaint = "complaint";
    public const string PersonalData = "personal-data-request";
    public const string FalseInformation = "false-information";
    public const string Deceased = "deceased";
    public const string WrongNumber = "wrong-number";
    public const string AlreadyPaid = "already-paid";
    public const string Question = "question";
    public const string Other = "other";

    public static readonly IReadOnlyList<string> All = [Refusal, Denunciation, Complaint, PersonalData, FalseInformation, Deceased, WrongNumber, AlreadyPaid, Question, Other];
}
