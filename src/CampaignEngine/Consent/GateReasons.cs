using System.Collections.Frozen;
using CampaignEngine.Storage;

namespace CampaignEngine.Consent;

/// <summary>The reasons of the gate in the order they are asked: the first that holds is the one recorded.</summary>
public static class GateReasons
{
    private static readonly FrozenSet<MessageClass> Every = Enum.GetValues<MessageClass>().ToFrozenSet();
    private static readonly FrozenSet<MessageClass> Campaigns = FrozenSet.ToFrozenSet([MessageClass.PolicyInfo, MessageClass.Promotion]);
    private static readonly FrozenSet<MessageClass> Advertising = FrozenSet.ToFrozenSet([MessageClass.Promotion]);

    public static readonly IReadOnlyList<GateReason> All =
    [
        // A dated status import says so; holds in every campaign.
        new("dead", "Đã mất theo dữ liệu được nhập.", "Dead by an imported status.", Every,
            _ => "r.died_on IS NOT NULL"),

        // Law 91/2025/QH15: nothing to the number of a person under 16. Where only the year of birth is known, the last day of it is taken.
        new("child", "Dưới 16 tuổi.", "Under 16.", Every,
            _ => "CASE WHEN r.birth_date IS NULL THEN r.birth_year > @{0}born_in ELSE r.birth_date > @{0}born_on END"),

        // Generated people have numbers that may be somebody's.
        new("invented-person", "Người do máy tạo ra để thử: không gửi ở chế độ thật.", "A generated person: never sent to in live mode.", Every,
            _ => "r.invented") { Holds = r => r.Mode == EngineMode.Live },

        new("no-address", "Không có địa chỉ trên kênh này.", "No address for this channel.", Every,
            r => ChannelAddress.Sql(r.Channel) + " IS NULL"),

        // The plan's routes end in Vietnam: foreign numbers are kept and not sent SMS.
        new("foreign-number", "Số điện thoại nước ngoài: không gửi tin nhắn SMS.", "A foreign number: SMS is not sent to it.", Every,
            _ => "r.phone NOT LIKE '+84%'") { Holds = r => r.Channel == ChannelAddress.Sms },

        // Decree 91/2020/NĐ-CP: a refusal stops at once. It is kept by number and outlives erasure, or by person where it came without a number.
        new("refused-everything", "Đã từ chối nhận mọi tin.", "Refused every message.", Every,
            r => Refused(r, "everything")),

        // The short refusal word stops campaigns only: an existing participant still gets their own renewal.
        new("refused-campaigns", "Đã từ chối nhận tin của các đợt truyền thông.", "Refused campaign messages.", Campaigns,
            r => Refused(r, "campaigns")),

        // Decree 91/2020/NĐ-CP: advertising needs consent given before, for this channel; a consent withdrawn later is the latest word.
        new("no-consent", "Chưa đồng ý nhận tin quảng cáo qua kênh này.", "No consent to advertising over this channel.", Advertising,
            _ => """
                NOT EXISTS (SELECT FROM consents c WHERE c.recipient_id = r.recipient_id
                    AND c.channel = @{0}channel AND c.purpose = 'promotion' AND c.given)
                """),
    ];

    public static GateReason Find(string code) => All.Single(r => r.Code == code);

    private static string Refused(GateRequest request, string scope) => request.Everybody
        ? $"""
        (r.number_key IN (SELECT s.number_key FROM suppressions s WHERE s.scope = '{scope}')
            OR r.recipient_id IN (SELECT f.recipient_id FROM refused_people f WHERE f.scope = '{scope}'))
        """
        : $"""
        (EXISTS (SELECT FROM suppressions s WHERE s.number_key = r.number_key AND s.scope = '{scope}')
            OR EXISTS (SELECT FROM refused_people f WHERE f.recipient_id = r.recipient_id AND f.scope = '{scope}'))
        """;
}
