using CampaignEngine.Calendar;

namespace CampaignEngine.Intake;

/// <summary>By when somebody must have looked at a case. Where no law is named the term is the house's own.</summary>
public static class CaseRules
{
    /// <summary>After its end the next higher unit is told.</summary>
    public static readonly TimeSpan EscalateAfter = TimeSpan.FromDays(1);

    private static readonly Dictionary<string, Func<DateTimeOffset, DateTimeOffset>> Terms = new()
    {
        // Decree 91/2020: a refusal holds at once. Only one that the engine could not ascribe to anybody waits for a person.
        [CaseClass.Refusal] = at => WorkingDays.After(at, 1),
        // Law 25/2018/QH14 art. 24: a denunciation is handled at first within 7 working days.
        [CaseClass.Denunciation] = at => WorkingDays.After(at, 7),
        // Law 02/2011/QH13 art. 27: a complaint is accepted, or refused with the reason, within 10 days.
        [CaseClass.Complaint] = at => at.AddDays(10),
        // Law 91/2025/QH15, Decree 356/2025: a person's request about their data is acknowledged within 2 working days (to be confirmed by the legal office).
        [CaseClass.PersonalData] = at => WorkingDays.After(at, 2),
        [CaseClass.FalseInformation] = at => WorkingDays.After(at, 1),
        [CaseClass.Deceased] = at => WorkingDays.After(at, 3),
        [CaseClass.WrongNumber] = at => WorkingDays.After(at, 3),
        [CaseClass.AlreadyPaid] = at => WorkingDays.After(at, 2),
        [CaseClass.Question] = at => WorkingDays.After(at, 2),
        [CaseClass.Other] = at => WorkingDays.After(at, 5),
    };

    public static DateTimeOffset DueAt(string caseClass, DateTimeOffset receivedAt) => Terms[caseClass](receivedAt);
}
