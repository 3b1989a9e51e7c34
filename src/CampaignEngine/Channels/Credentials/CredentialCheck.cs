namespace CampaignEngine.Channels.Credentials;

/// <summary>How one secret stands, for a check: there, to be consented to again, about to expire.</summary>
public static class CredentialCheck
{
    /// <summary>What expires within this is warned of: time enough for a person who must ask another agency.</summary>
    public static readonly TimeSpan Ahead = TimeSpan.FromDays(14);

    public static CheckLine Of(CredentialName name, IReadOnlyList<CredentialRow> rows, DateTimeOffset now)
    {
        var set = $"campaign channel credential set {name.Provider} {name.Name}";
        return rows.FirstOrDefault(r => r.Provider == name.Provider && r.Name == name.Name) switch
        {
            null => new(name.Name, CheckState.Bad, $"chưa nhập: {name.Vi}; nhập bằng '{set}'", $"not entered: {name.En}; enter it by '{set}'"),
            { IsReady: false } row => new(name.Name, CheckState.Bad,
                $"phải cấp quyền lại ({row.Reason}); lấy mã mới, nhập bằng '{set}' rồi 'campaign channel resume {name.Provider}'",
                $"must be consented to again ({row.Reason}); get a new one, enter it by '{set}', then 'campaign channel resume {name.Provider}'"),
            { ExpiresAt: { } end } when end <= now.UtcDateTime => new(name.Name, CheckState.Bad, $"đã hết hạn ngày {end:yyyy-MM-dd}; nhập bằng '{set}'", $"expired on {end:yyyy-MM-dd}; enter a new one by '{set}'"),
            { ExpiresAt: { } end } when end <= (now + Ahead).UtcDateTime => new(name.Name, CheckState.Warning, $"hết hạn ngày {end:yyyy-MM-dd}", $"expires on {end:yyyy-MM-dd}"),
            { ExpiresAt: { } end } => new(name.Name, CheckState.Good, $"dùng được đến {end:yyyy-MM-dd}", $"holds until {end:yyyy-MM-dd}"),
            _ => new(name.Name, CheckState.Good, "đã nhập", "entered"),
        };
    }
}
