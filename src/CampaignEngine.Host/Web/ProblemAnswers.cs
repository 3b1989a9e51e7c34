using CampaignEngine.Access;
using Microsoft.AspNetCore.Diagnostics;

namespace CampaignEngine.Host.Web;

/// <summary>The API's one place where a refusal becomes problem details (RFC 9457): 422 with every problem, 401 or 403.</summary>
internal sealed class ProblemAnswers : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext http, Exception error, CancellationToken cancel)
    {
        var answer = error switch
        {
            RefusedException refused => Results.Problem(statusCode: 422, title: "Refused", extensions: new Dictionary<string, object?> { ["problems"] = refused.Problems }),
            ForbiddenException forbidden => Results.Problem(statusCode: forbidden.SignedIn ? 403 : 401, title: error.Message),
            _ => null,
        };
        if (answer is null) return false;
        await answer.ExecuteAsync(http);
        return true;
    }
}
