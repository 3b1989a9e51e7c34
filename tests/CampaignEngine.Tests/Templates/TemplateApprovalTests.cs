using CampaignEngine.Access;
using CampaignEngine.Templates;
using CampaignEngine.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

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
    public async Task A_manager_is_needed_to_import()
    {
        await using var services = database.Services();
        var analyst = await Actors.AddAsync(services, "analyst", Role.Analyst);
        await Assert.ThrowsAsync<ForbiddenException>(() =>
            services.GetRequiredService<ImportTemplates>().ExecuteAsync(analyst, Checkout.Path("templates"), Merge.Settings, default));
    }
}
