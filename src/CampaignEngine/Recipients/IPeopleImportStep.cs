using Npgsql;

namespace CampaignEngine.Recipients;

/// <summary>
/// What another room takes from a file of people, in sets and within the import's transaction: it runs after the people are
/// written, while <see cref="PeopleImport.Staged"/> and <see cref="PeopleImport.Taken"/> stand. Must write only what is new.
/// </summary>
public interface IPeopleImportStep
{
    Task ApplyAsync(NpgsqlConnection connection, PeopleImport import, CancellationToken cancel);
}
