namespace CampaignEngine.Host.Public;

/// <summary>What citizens see: one small page in both languages, without script, cookies or anything from elsewhere.</summary>
internal static class PublicPage
{
    /// <summary>An answer that nobody may keep, frame, or learn the way to from its visitors.</summary>
    public static void Guard(HttpResponse response)
    {
        response.Headers.CacheControl = "no-store";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers["X-Robots-Tag"] = "noindex";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    }

    /// <param name="title">Plain text; encoded already, as all else that is put in.</param>
    /// <param name="body">HTML.</param>
    public static IResult Answer(HttpResponse response, int status, string title, string body)
    {
        Guard(response);
        return Results.Content($$"""
            <!doctype html><html lang=vi><meta charset=utf-8><meta name=viewport content="width=device-width, initial-scale=1">
            <title>{{title}}</title>
            <style>body{font:18px/1.5 system-ui,sans-serif;margin:1.5rem auto;padding:0 1rem;max-width:42rem;color-scheme:light dark}
            small,[lang=en]{opacity:.8}textarea,button{font:inherit}textarea{width:100%;box-sizing:border-box;min-height:8rem}button{padding:.4rem 1.2rem}
            .answer{border:2px solid;border-radius:.5rem;padding:.2rem 1rem;margin:1rem 0}.yes{border-color:#2a7}.no{border-color:#d43}
            blockquote{margin:.5rem 0;padding:.2rem 1rem;border-left:.25rem solid #8886;white-space:pre-line;overflow-wrap:anywhere}</style>
            {{body}}</html>
            """, "text/html; charset=utf-8", statusCode: status);
    }
}
