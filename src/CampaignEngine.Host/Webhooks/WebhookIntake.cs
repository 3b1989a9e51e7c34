using CampaignEngine.Channels;
using CampaignEngine.Inbox;
using CampaignEngine.Messages;
using CampaignEngine.Storage;
using Microsoft.Extensions.Options;

namespace CampaignEngine.Host.Webhooks;

/// <summary>
/// What every provider's callbacks go through: bounded, checked, stored raw and durable, and only then answered. Nothing is applied here;
/// what is turned away is counted and kept nowhere.
/// </summary>
internal static class WebhookIntake
{
    /// <summary>Tells whether a body is the provider's own; by default nothing but our tag says so.</summary>
    public delegate bool Signature(HttpRequest request, WebhookOptions webhooks, byte[] body);

    /// <summary>The body (of a GET: its query, without the mark), or the answer to one that is too large or not the provider's.</summary>
    public static async Task<(byte[]? Body, IResult? Refused)> AdmitAsync(HttpRequest request, string provider, Signature? isSigned, CancellationToken cancel)
    {
        var webhooks = request.HttpContext.RequestServices.GetRequiredService<IOptions<WebhookOptions>>().Value;
        if (await ReadAsync(request, webhooks.MaxBodyBytes, cancel) is not { } body) return (null, await RefuseAsync(request, provider, RejectionReason.Size));
        if (isSigned?.Invoke(request, webhooks, body) == false) return (null, await RefuseAsync(request, provider, RejectionReason.Signature));
        return (body, null);
    }

    /// <summary>A word about one message, which the callback's address names.</summary>
    /// <param name="tag">Our signature of the reference (<see cref="CallbackTag"/>).</param>
    /// <returns>Null: stored.</returns>
    public static async Task<IResult?> StoreReceiptAsync(
        HttpRequest request, IReceiptReader reader, string? reference, string? tag, byte[] body, CancellationToken cancel)
    {
        var services = request.HttpContext.RequestServices;
        if (!MessageReference.TryParse(reference, out var message) || reader.Read(message, body) is null)
            return await RefuseAsync(request, reader.Provider, RejectionReason.Shape);
        if (!CallbackTag.Matches(services.GetRequiredService<EngineSecrets>().WebhookKey, reader.Provider, message, tag ?? ""))
            return await RefuseAsync(request, reader.Provider, RejectionReason.Signature);
        return await StoreReceiptAsync(request, reader, message, body, cancel);
    }

    /// <summary>The same where the provider's own signature covers the reference, which stands in the body.</summary>
    public static async Task<IResult?> StoreReceiptAsync(HttpRequest request, IReceiptReader reader, MessageReference reference, byte[] body, CancellationToken cancel)
    {
        if (reader.Read(reference, body) is null) return await RefuseAsync(request, reader.Provider, RejectionReason.Shape);
        await request.HttpContext.RequestServices.GetRequiredService<RawInbox>().StoreAsync(reader.Provider, InboxKind.Receipt, reference.ToString(), body, cancel);
        return null;
    }

    /// <summary>One without a reference of ours: the message is found by the provider's id when it is applied.</summary>
    public static Task StoreReceiptAsync(HttpRequest request, string provider, string providerId, byte[] body, CancellationToken cancel) =>
        request.HttpContext.RequestServices.GetRequiredService<RawInbox>().StoreAsync(provider, InboxKind.Receipt, ProviderIds.Reference(providerId), body, cancel);

    /// <summary>What a person wrote back.</summary>
    /// <returns>Null: stored.</returns>
    public static async Task<IResult?> StoreReplyAsync(HttpRequest request, IReplyReader reader, byte[] body, CancellationToken cancel)
    {
        if (reader.Read(body) is null) return await RefuseAsync(request, reader.Provider, RejectionReason.Shape);
        await request.HttpContext.RequestServices.GetRequiredService<RawInbox>().StoreAsync(reader.Provider, InboxKind.Reply, reference: null, body, cancel);
        return null;
    }

    public static async Task<IResult> RefuseAsync(HttpRequest request, string provider, RejectionReason reason)
    {
        await request.HttpContext.RequestServices.GetRequiredService<InboxRejections>().CountAsync(provider, reason);
        return Results.StatusCode(reason switch
        {
            RejectionReason.Size => StatusCodes.Status413PayloadTooLarge,
            RejectionReason.Signature => StatusCodes.Status403Forbidden,
            _ => StatusCodes.Status400BadRequest,
        });
    }

    private static async Task<byte[]?> ReadAsync(HttpRequest request, int limit, CancellationToken cancel)
    {
        if (!HttpMethods.IsGet(request.Method)) return await WebhookBody.ReadAsync(request, limit, cancel);
        var query = request.QueryString.Value is { Length: > 0 } text ? text[1..] : "";
        return query.Length <= limit ? System.Text.Encoding.UTF8.GetBytes(query) : null;
    }
}
