using Dapper;
using Npgsql;

namespace CampaignEngine.Recipients;

/// <summary>A person as Zalo knows them: by its own id, which tells no number.</summary>
/// <param name="Phone">E.164, where we know one.</param>
/// <param name="NumberKey">Of the phone, else of the id; null in rows of before that.</param>
public sealed record ZaloFollower(long RecipientId, string? Phone, byte[]? NumberKey)
{
    /// <summary>All who have this id: a telephone may serve a household.</summary>
    public static async Task<IReadOnlyList<ZaloFollower>> FindAsync(NpgsqlConnection connection, string zaloId, CancellationToken cancel) =>
        (await connection.QueryAsync<ZaloFollower>(new(
            "SELECT recipient_id, phone, number_key FROM recipients WHERE zalo_id = @zaloId ORDER BY recipient_id", new { zaloId }, cancellationToken: cancel))).AsList();
}
