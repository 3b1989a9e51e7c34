namespace CampaignEngine.Access;

/// <summary>The user is not known or lacks the role. Caught once at each edge: exit status 4, or 401/403.</summary>
public sealed class ForbiddenException : Exception
{
    public ForbiddenException(string who, string needed)
        : base($"'{who}' không có quyền: cần vai trò {needed}. / '{who}' may not do this: it needs the role {needed}.") => SignedIn = true;

    private ForbiddenException(string message) : base(message) { }

    /// <summary>False: nobody is known to ask (401). True: they may not (403).</summary>
    public bool SignedIn { get; }

    public static ForbiddenException NotSignedIn() => new(
        "Cần mã của một người dùng: đặt CAMPAIGN_TOKEN hoặc --token. / A user's token is needed: set CAMPAIGN_TOKEN or --token.");

    public static ForbiddenException UnknownToken() => new(
        "Mã này không thuộc người dùng nào đang hoạt động. / The token belongs to no active user.");
}
