using Dapper;
using Npgsql;

namespace CampaignEngine.Templates;

/// <summary>The versions in the database, which is the truth; files are only imported into it.</summary>
public sealed class TemplateCatalogue
{
    private const string Columns = "template_id, key, channel, language, version, class, themes, fields, body, approved_at IS NOT NULL AS approved, provider_template, provider_rules::text AS provider_rules";

    /// <summary>The newest approved version of each language; empty where none is approved.</summary>
    public async Task<IReadOnlyList<TemplateVersion>> ApprovedAsync(NpgsqlConnection connection, string key, string channel, CancellationToken cancel) =>
        (await connection.QueryAsync<TemplateVersion>(new CommandDefinition($"""
            SELECT DISTINCT ON (language) {Columns} FROM template_versions
            WHERE key = @key AND channel = @channel AND approved_at IS NOT NULL
            ORDER BY language, version DESC
            """, new { key, channel }, cancellationToken: cancel))).AsList();

    /// <summary>The newest version of one language, approved or not; null: none was imported.</summary>
    public Task<TemplateVersion?> NewestAsync(NpgsqlConnection connection, string key, string channel, string language, CancellationToken cancel) =>
        connection.QuerySingleOrDefaultAsync<TemplateVersion?>(new CommandDefinition($"""
            SELECT {Columns} FROM template_versions WHERE key = @key AND channel = @channel AND language = @language ORDER BY version DESC LIMIT 1
            """, new { key, channel, language }, cancellationToken: cancel));

    public async Task<IReadOnlyList<TemplateVersion>> ByIdAsync(NpgsqlConnection connection, long[] ids, CancellationToken cancel) =>
        (await connection.QueryAsync<TemplateVersion>(new CommandDefinition(
            $"SELECT {Columns} FROM template_versions WHERE template_id = ANY (@ids) ORDER BY template_id", new { ids }, cancellationToken: cancel))).AsList();

    /// <summary>The newest version of each key, channel and language, approved or not.</summary>
    public async Task<IReadOnlyList<TemplateVersion>> LatestAsync(NpgsqlConnection connection, CancellationToken cancel) =>
        (await connection.QueryAsync<TemplateVersion>(new CommandDefinition($"""
            SELECT DISTINCT ON (key, channel, language) {Columns} FROM template_versions
            ORDER BY key, channel, language, version DESC
            """, cancellationToken: cancel))).AsList();
}
