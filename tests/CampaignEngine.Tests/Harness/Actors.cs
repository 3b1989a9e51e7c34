using CampaignEngine.Access;
using Microsoft.Extensions.DependencyInjection;

namespace CampaignEngine.Tests.Harness;

/// <summary>Real users of a test database, made through the product's own door.</summary>
internal static class Actors
{
    public static async Task<Actor> AddAsync(IServiceProvider services, string name, params string[] roles)
    {
        var users = services.GetRequiredService<Users>();
        var all = await users.ListAsync(default);
        var first = all.Count == 0 ? await AddFirstAsync(users) : new Actor(all[0].UserId, all[0].Name, all[0].Roles);
        if (all.FirstOrDefault(u => u.Name == name) is { } there) return new Actor(there.UserId, there.Name, there.Roles);
        return (await users.FindByTokenAsync(await users.AddAsync(first, name, roles, default), default))!;
    }

    private static async Task<Actor> AddFirstAsync(Users users) =>
        (await users.FindByTokenAsync(await users.AddAsync(null, "root", [Role.Administrator], default), default))!;
}
