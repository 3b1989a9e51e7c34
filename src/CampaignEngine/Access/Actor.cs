namespace CampaignEngine.Access;

/// <summary>The named user an act is done by. Every change needs one.</summary>
public sealed record Actor(int UserId, string Name, IReadOnlyList<string> Roles)
{
    /// <summary>Throws unless the user holds one of the roles; an administrator holds all but never approves their own.</summary>
    public void MustBe(params ReadOnlySpan<string> roles)
    {
        foreach (var role in roles)
            if (Roles.Contains(role) || Roles.Contains(Role.Administrator)) return;
        throw new ForbiddenException(Name, string.Join("/", roles.ToArray()));
    }
}
