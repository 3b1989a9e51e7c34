using CampaignEngine.Access;
using Dapper;
using Npgsql;

namespace CampaignEngine.Templates;

/// <summary>Approves the newest version of one language. Never by the person who brought it in.</summary>
public sealed class ApproveTemplate(NpgsqlDataSource source, TemplateCatalogue catalogue, ProviderRulesCheck check, AuditTrail audit, TimeProvider clock)
{
    public Task<int> ExecuteAsync(Actor actor, string key, string channel, string language, CancellationToken cancel) =>
        ExecuteAsync(actor, key, channel, language, expected: null, cancel);

    /// <param name="expected">The version the approver has read; null approves whichever is newest.</param>
    public async Task<int> ExecuteAsync(Actor actor, string key, string channel, string language, int? expected, CancellationToken cancel)
    {
        actor.MustBe(Role.Approver);
        var (checkedId, rules) = await CheckAsync(key, channel, language, cancel);
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var newest = await connection.QuerySingleOrDefaultAsync<(long Id, int Version, int ImportedBy, bool Approved)?>("""
            SELECT template_id, version, imported_by, approved_at IS NOT NULL FROM template_versions
            WHERE key = @key AND channel = @channel AND language = @language ORDER BY version DESC LIMIT 1
            FOR UPDATE -- two approvers at once: the second sees the first's
            """, new { key, channel, language })
            ?? throw new RefusedException("no-template", $"{key}/{channel}/{language}", "Chưa nhập mẫu tin này.", "No such template was imported.");
        if (newest.ImportedBy == actor.UserId)
            throw new RefusedException("own-template", key, "Người nhập không được tự duyệt; cần người thứ hai.", "Who imported it may not approve it: a second person must.");
        if (expected is not null && expected != newest.Version)
            throw new RefusedException("not-newest", $"{key}/{channel}/{language}", $"Bản mới nhất là {newest.Version}, không phải {expected}: hãy đọc lại.",
                $"The newest version is {newest.Version}, not {expected}: read it first.");
        if (newest.Approved) return newest.Version;

        if (newest.Id != checkedId)
            throw new RefusedException("not-newest", $"{key}/{channel}/{language}", "Vừa có bản mới hơn: hãy đọc lại.", "A newer version has just come: read it first.");
        await connection.ExecuteAsync("UPDATE template_versions SET approved_by = @UserId, approved_at = @at, provider_rules = @rules::jsonb WHERE template_id = @Id",
            new { actor.UserId, at = clock.GetUtcNow().UtcDateTime, newest.Id, rules });
        await audit.WriteAsync(connection, actor, "template.approve", $"{key}/{channel}/{language}", new { newest.Version }, cancel);
        await transaction.CommitAsync(cancel);
        return newest.Version;
    }

    /// <summary>The provider is asked before anything is locked; what was checked is what is approved.</summary>
    private async Task<(long? Id, string? Rules)> CheckAsync(string key, string channel, string language, CancellationToken cancel)
    {
        TemplateVersion? newest;
        await using (var connection = await source.OpenConnectionAsync(cancel)) newest = await catalogue.NewestAsync(connection, key, channel, language, cancel);
        return newest is null or { Approved: true } ? (newest?.TemplateId, null) : (newest.TemplateId, await check.ExecuteAsync(newest, cancel));
    }
}
