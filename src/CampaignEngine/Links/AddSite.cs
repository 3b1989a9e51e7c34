using CampaignEngine.Access;
using CampaignEngine.Places;
using Dapper;
using Npgsql;

namespace CampaignEngine.Links;

/// <summary>Enters a portal or page of the agency.</summary>
public sealed class AddSite(NpgsqlDataSource source, ProvinceList provinces, AuditTrail audit)
{
    /// <param name="site">Its number is not asked for.</param>
    public async Task<Site> ExecuteAsync(Actor actor, Site site, CancellationToken cancel)
    {
        actor.MustBe(Role.Manager, Role.Operator);
        var problems = await FaultsAsync(site, cancel);
        if (problems.Count > 0) throw new RefusedException(problems);
        site = site with { Address = PlainAddress.Of(site.Address), ClosedOn = null };
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var siteId = await connection.ExecuteScalarAsync<int?>(new CommandDefinition("""
            INSERT INTO sites (name, kind, address, unit, province_code, opened_on) VALUES (@Name, @Kind, @Address, @Unit, @ProvinceCode, @OpenedOn)
            ON CONFLICT (address) WHERE closed_on IS NULL DO NOTHING -- a page stands in the registry once: refused below
            RETURNING site_id
            """, site, cancellationToken: cancel))
            ?? throw new RefusedException("site-exists", site.Address, "Trang này đã có trong danh sách.", "This page is in the registry already.");
        await audit.WriteAsync(connection, actor, "site.add", $"{siteId}", new { site.Kind, site.Address, site.Unit, site.ProvinceCode }, cancel);
        await transaction.CommitAsync(cancel);
        return site with { SiteId = siteId };
    }

    private async Task<IReadOnlyList<Problem>> FaultsAsync(Site site, CancellationToken cancel)
    {
        var problems = new List<Problem>();
        if (!SiteKind.All.Contains(site.Kind))
            problems.Add(new("site-kind", "--kind", $"Loại trang: {string.Join(", ", SiteKind.All)}.", $"A page is one of {string.Join(", ", SiteKind.All)}."));
        if (AddressRules.FormFault(site.Address) is { } fault) problems.Add(fault);
        if (string.IsNullOrWhiteSpace(site.Name) || string.IsNullOrWhiteSpace(site.Unit))
            problems.Add(new("site-owner", "--unit", "Cần tên trang và đơn vị chịu trách nhiệm.", "A page has a name and a unit that answers for it."));
        if (site.ProvinceCode is { } code && !(await provinces.CodesAsync(cancel)).Contains(code))
            problems.Add(new("unknown-province", "--province", $"Không có tỉnh mã {code}.", $"There is no province {code}."));
        return problems;
    }
}
