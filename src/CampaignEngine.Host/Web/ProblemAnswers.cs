using CampaignEngine.Access;
using CampaignEngine.Storage;
using Microsoft.AspNetCore.Diagnostics;

namespace CampaignEngine.Host.Web;

/// <summary>The API's one place where a refusal becomes problem details (RFC 9457): 422 with every problem, 401 or 403; 503 while the database is away.</summary>
internal sealed class ProblemAnswers : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext http, Exception error, CancellationToken cancel)
    {
        var answer = error switch
        {
            RefusedException refused => Results.Problem(statusCode: 422, title: "Refused", extensions: new Dictionary<string, object?> { ["problems"] = refused.Problems }),
            ForbiddenException forbidden => Results.Problem(statusCode: forbidden.SignedIn ? 403 : 401, title: error.Message),
            // Whoever brings something keeps it and comes again.
            _ when DatabaseOutage.Is(error) => Results.Problem(statusCode: 503, title: "Cơ sở dữ liệu không trả lời / The database does not answer"),
            _ => null,
        };
        if (answer is null) return false;
        await answer.ExecuteAsync(http);
        return true;
    }
}
