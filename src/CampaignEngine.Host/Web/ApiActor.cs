using System.Net.Http.Headers;
using CampaignEngine.Access;

namespace CampaignEngine.Host.Web;

/// <summary>The user behind a request's bearer token; bound as a parameter, so that an endpoint that names it cannot be called without.</summary>
internal sealed record ApiActor(Actor Actor)
{
    public static async ValueTask<ApiActor?> BindAsync(HttpContext http)
    {
        if (!AuthenticationHeaderValue.TryParse(http.Request.Headers.Authorization, out var header)
            || !header.Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase) || header.Parameter is null)
            throw ForbiddenException.NotSignedIn();
        var users = http.RequestServices.GetRequiredService<Users>();
        return new ApiActor(await users.FindByTokenAsync(header.Parameter, http.RequestAborted) ?? throw ForbiddenException.UnknownToken());
    }
}
