using CampaignEngine.Access;

namespace CampaignEngine.Host.Demo;

/// <summary>The demo's users with their tokens: whoever plans does not approve.</summary>
internal sealed record DemoUsers(Actor Root, Actor Manager, string ManagerToken, Actor Approver, string ApproverToken)
{
    public static async Task<DemoUsers> CreateAsync(Users users, CancellationToken cancel)
    {
        var root = await ActorOf(users, await users.AddAsync(null, "quan-tri", [Role.Administrator], cancel), cancel);
        var manager = await users.AddAsync(root, "minh", [Role.Manager, Role.Operator, Role.Analyst], cancel);
        var approver = await users.AddAsync(root, "lan", [Role.Approver], cancel);
        return new DemoUsers(root, await ActorOf(users, manager, cancel), manager, await ActorOf(users, approver, cancel), approver);
    }

    private static async Task<Actor> ActorOf(Users users, string token, CancellationToken cancel) => (await users.FindByTokenAsync(token, cancel))!;
}
