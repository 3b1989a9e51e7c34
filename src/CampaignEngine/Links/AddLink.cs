using CampaignEngine.Access;
using Dapper;
using Npgsql;

namespace CampaignEngine.Links;

/// <summary>Makes a campaign's link: the address with its marks, and one short code for everybody.</summary>
public sealed class AddLink(NpgsqlDataSource source, AddressRules rules, ShortAddress shortAddress, AuditTrail audit, TimeProvider clock)
{
    /// <param name="expiresAt">From then on the short link says that it is over; null: never.</param>
    public async Task<Link> ExecuteAsync(Actor actor, string address, UtmTags tags, DateTimeOffset? expiresAt, CancellationToken cancel)
    {
        actor.MustBe(Role.Manager, Role.Operator);
        var target = Check(address, tags, expiresAt);
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var linkId = await connection.ExecuteScalarAsync<int>(new CommandDefinition("""
            INSERT INTO links (target, medium, source, campaign, content, created_by, created_at, expires_at)
            VALUES (@target, @Medium, @Source, @Campaign, @Content, @UserId, @at, @expires)
            RETURNING link_id
            """, new { target, tags.Medium, tags.Source, tags.Campaign, tags.Content, actor.UserId, at = clock.GetUtcNow().UtcDateTime, expires = expiresAt?.UtcDateTime },
            cancellationToken: cancel));
        var code = (await LinkCodes.MakeAsync(connection, linkId, 1, personal: false, cancel))[0];
        await audit.WriteAsync(connection, actor, "link.add", $"{linkId}", new { code, target, expiresAt }, cancel);
        await transaction.CommitAsync(cancel);
        return new Link(linkId, code, shortAddress.Of(code), target, tags.Medium, tags.Source, tags.Campaign, tags.Content, expiresAt?.UtcDateTime);
    }

    private string Check(string address, UtmTags tags, DateTimeOffset? expiresAt)
    {
        List<Problem> problems = [.. tags.Faults()];
        if (rules.Fault(address, tags.Medium) is { } fault) problems.Add(fault);
        if (expiresAt <= clock.GetUtcNow())
            problems.Add(new Problem("link-over", "--expires", "Ngày hết hạn đã qua.", "The day it ends has passed."));
        if (tags.Medium == LinkMedium.Sms && shortAddress.Fault() is { } ours) problems.Add(ours);
        if (problems.Count > 0) throw new RefusedException(problems);

        var target = tags.PutInto(PlainAddress.Of(address));
        // Marks and encoding make it longer; it must still be one that the click would let through.
        return rules.Fault(target, tags.Medium) is { } tooLong ? throw new RefusedException([tooLong]) : target;
    }
}
