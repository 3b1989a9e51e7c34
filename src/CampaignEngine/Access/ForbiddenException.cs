namespace CampaignEngine.Access;

/// <summary>The user is not known or lacks the role. Caught once at each edge: exit status 4, or 401/403.</summary>
public sealed class ForbiddenException(string who, string needed)
    : Exception($"'{who}' may not do this: it needs the role {needed}. / '{who}' không có quyền: cần vai trò {needed}.");
