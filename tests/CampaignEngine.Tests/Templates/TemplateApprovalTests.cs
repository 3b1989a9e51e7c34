using CampaignEngine.Access;
using CampaignEngine.Templates;
using CampaignEngine.Tests.Harness;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace CampaignEngine.Tests.Templates;

public sealed class TemplateApprovalTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    [Fact]
    public async Task Files_become_versions_once_and_a_second_person_approves_them()
    {
        await using var services = database.Services();
        var author = await Actors.AddAsync(services, "author", Role.Manager, Role.Approver);
        var approver = await Actors.AddAsync(services, "approver", Role.Approver);
        var import = services.GetRequiredService<ImportTemplates>();
        var approve = services.GetRequiredService<ApproveTemplate>();
        var catalogue = services.GetRequiredService<TemplateCatalogue>();
        var folder = Checkout.Path("templates");

        var first = await import.ExecuteAsync(author, folder, Merge.Settings, default);
        var again = await import.ExecuteAsync(author, folder, Merge.Settings, default);
        Assert.Equal((0, first.Added), (again.Added, again.Unchanged));

        await using var connection = await database.Source.OpenConnectionAsync();
        Assert.Empty(await catalogue.ApprovedAsync(connection, "may-month", "sms", default));
        var own = await Assert.ThrowsAsync<RefusedException>(() => approve.ExecuteAsync(author, "may-month", "sms", "vi", default));
        Assert.Equal("own-template", own.Problems[0].Code);
        await Assert.ThrowsAsync<RefusedException>(() => approve.ExecuteAsync(approver, "may-month", "sms", "km", default));

        Assert.Equal(1, await approve.ExecuteAsync(approver, "may-month", "sms", "vi", default));
        Assert.Equal(1, await approve.ExecuteAsync(approver, "may-month", "sms", "vi", default));
        var version = Assert.Single(await catalogue.ApprovedAsync(connection, "may-month", "sms", default));
        Assert.Equal(("vi", 1, true), (version.Language, version.Version, version.Approved));
        Assert.Contains("name", version.Fields);
    }

    [Fact]
    public async Task A_version_never_changes_and_a_change_of_the_files_is_a_new_one()
    {
        await using var services = database.Services();
        var author = await Actors.AddAsync(services, "author2", Role.Manager);
        var approver = await Actors.AddAsync(services, "approver2", Role.Approver);
        var import = services.GetRequiredService<ImportTemplates>();
        var approve = services.GetRequiredService<ApproveTemplate>();
        using var files = new TemplateFiles("changing");

        files.Write("Chào {{ name }}. {{ refusal }}");
        Assert.Equal((1, 0), await ImportAsync());
        Assert.Equal(1, await approve.ExecuteAsync(approver, "changing", "sms", "vi", expected: 1, default));
        files.Write("Cha\u0300o {{ name }}. {{ refusal }}\r\n"); // the same words as another editor writes them
        Assert.Equal((0, 1), await ImportAsync());
        files.Write("Kính chào {{ name }}. {{ refusal }}");
        Assert.Equal((1, 0), await ImportAsync());
        files.Write("Kính chào {{ name }}. {{ refusal }}", themes: "[1, 9]");
        Assert.Equal((1, 0), await ImportAsync());

        var unread = await Assert.ThrowsAsync<RefusedException>(() => approve.ExecuteAsync(approver, "changing", "sms", "vi", expected: 2, default));
        Assert.Equal("not-newest", unread.Problems[0].Code);
        await using var connection = await database.Source.OpenConnectionAsync();
        var approved = Assert.Single(await services.GetRequiredService<TemplateCatalogue>().ApprovedAsync(connection, "changing", "sms", default));
        Assert.Equal((1, "Chào {{ name }}. {{ refusal }}"), (approved.Version, approved.Body)); // the newer drafts wait
        foreach (var sql in new[] { "UPDATE template_versions SET body = 'x' WHERE key = 'changing'", "UPDATE template_versions SET approved_by = NULL, approved_at = NULL WHERE key = 'changing'", "DELETE FROM template_versions WHERE key = 'changing'" })
            await Assert.ThrowsAsync<PostgresException>(() => connection.ExecuteAsync(sql));

        async Task<(int, int)> ImportAsync()
        {
            var done = await import.ExecuteAsync(author, files.Root, Merge.Settings, default);
            return (done.Added, done.Unchanged);
        }
    }

    [Fact]
    public async Task A_folder_with_one_fault_changes_nothing()
    {
        await using var services = database.Services();
        var author = await Actors.AddAsync(services, "author3", Role.Manager);
        using var files = new TemplateFiles("faulty");
        files.Write("Kính thưa khách hàng. {{ refusal }}");
        var refused = await Assert.ThrowsAsync<RefusedException>(() => services.GetRequiredService<ImportTemplates>().ExecuteAsync(author, files.Root, Merge.Settings, default));
        Assert.Equal("banned-word", refused.Problems[0].Code);
        await using var connection = await database.Source.OpenConnectionAsync();
        Assert.DoesNotContain(await services.GetRequiredService<TemplateCatalogue>().LatestAsync(connection, default), t => t.Key == "faulty");
    }

    [Fact]
    public async Task A_manager_is_needed_to_import()
    {
        await using var services = database.Services();
        var analyst = await Actors.AddAsync(services, "analyst", Role.Analyst);
        await Assert.ThrowsAsync<ForbiddenException>(() =>
            services.GetRequiredService<ImportTemplates>().ExecuteAsync(analyst, Checkout.Path("templates"), Merge.Settings, default));
    }
}
