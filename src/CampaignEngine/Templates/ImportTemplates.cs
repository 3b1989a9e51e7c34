using System.Security.Cryptography;
using System.Text;
using CampaignEngine.Access;
using Dapper;
using Npgsql;

namespace CampaignEngine.Templates;

public sealed record TemplateImport(int Added, int Unchanged);

/// <summary>Takes a folder of templates into the database: a new immutable version where text, class, themes or the provider's template changed, nothing otherwise.</summary>
public sealed class ImportTemplates(NpgsqlDataSource source, AuditTrail audit, TimeProvider clock)
{
    public async Task<TemplateImport> ExecuteAsync(Actor actor, string root, MergeSettings settings, CancellationToken cancel)
    {
        actor.MustBe(Role.Manager);
        var problems = new List<Problem>();
        var folders = TemplateFolder.ReadAll(root, problems);
        new TemplateLint(settings).Check(folders, problems);
        if (problems.Count > 0) throw new RefusedException(problems);

        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        // Two imports at once would both number their versions from the same last one.
        await connection.ExecuteAsync("LOCK TABLE template_versions IN SHARE ROW EXCLUSIVE MODE");
        var (added, unchanged) = (0, 0);
        foreach (var folder in folders)
            foreach (var text in folder.Texts)
                if (await AddAsync(connection, actor, folder.Manifest, text) is { } id)
                {
                    added++;
                    await audit.WriteAsync(connection, actor, "template.import", $"{folder.Manifest.Key}/{text.Channel}/{text.Language}", new { id }, cancel);
                }
                else unchanged++;
        await transaction.CommitAsync(cancel);
        return new TemplateImport(added, unchanged);
    }

    private async Task<long?> AddAsync(NpgsqlConnection connection, Actor actor, TemplateManifest manifest, TemplateText text) =>
        await connection.ExecuteScalarAsync<long?>("""
            INSERT INTO template_versions (key, channel, language, version, class, themes, fields, body, body_hash, translator, imported_by, imported_at, provider_template)
            SELECT @Key, @Channel, @Language, coalesce(last.version, 0) + 1, @Class, @Themes, @Fields, @Body, @Hash, @Translator, @UserId, @At, @ProviderTemplate
            FROM (SELECT 1) one
            LEFT JOIN LATERAL (
                SELECT version, body_hash, class, themes, translator, provider_template FROM template_versions
                WHERE key = @Key AND channel = @Channel AND language = @Language ORDER BY version DESC LIMIT 1) last ON true
            WHERE (last.body_hash, last.class, last.themes, last.translator, last.provider_template) IS DISTINCT FROM (@Hash, @Class, @Themes, @Translator, @ProviderTemplate)
            RETURNING template_id
            """, new
        {
            manifest.Key,
            text.Channel,
            text.Language,
            Class = manifest.Class.ToString(),
            manifest.Themes,
            Fields = ParsedTemplate.Parse(text.Body).Names.ToArray(),
            text.Body,
            Hash = SHA256.HashData(Encoding.UTF8.GetBytes(text.Body)),
            manifest.Languages[text.Language].Translator,
            ProviderTemplate = manifest.Channels[text.Channel].Templates?.GetValueOrDefault(text.Language),
            actor.UserId,
            At = clock.GetUtcNow().UtcDateTime,
        });
}
