using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using CampaignEngine.Access;
using CampaignEngine.Channels;
using Dapper;
using Microsoft.Extensions.Options;
using Npgsql;

namespace CampaignEngine.Publications;

/// <summary>
/// The address by which a task is confirmed without an account. It is good for that task alone, until it is confirmed; only a hash of its secret is
/// kept, and a further link makes the one before void.
/// </summary>
public sealed class TaskLink(NpgsqlDataSource source, IOptions<WebhookOptions> webhooks, AuditTrail audit, TimeProvider clock)
{
    private const int SecretBytes = 24;

    public static string Path(string taskId, string secret) => $"/nhiem-vu/{taskId}/{secret}";

    /// <returns>The whole address; shown once.</returns>
    public async Task<string> MakeAsync(Actor actor, int taskId, CancellationToken cancel)
    {
        actor.MustBe(Role.Manager, Role.Operator);
        if (webhooks.Value.PublicBaseUrl.Length == 0)
            throw new RefusedException("no-public-address", "Webhooks:PublicBaseUrl",
                "Chưa có địa chỉ công khai: hãy ghi Webhooks:PublicBaseUrl.", "There is no public address: set Webhooks:PublicBaseUrl.");
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var made = await connection.ExecuteAsync(new("UPDATE tasks SET secret_hash = @hash, changed_at = @now WHERE task_id = @taskId AND state = ANY(@open)",
            new { hash = Hash(secret), taskId, open = TaskState.Open, now = clock.GetUtcNow().UtcDateTime }, cancellationToken: cancel));
        if (made == 0) throw TaskRules.NotOpen(taskId);
        await audit.WriteAsync(connection, actor, "task.link", $"task {taskId}", null, cancel);
        await transaction.CommitAsync(cancel);
        return webhooks.Value.Address(Path($"{taskId}", secret));
    }

    /// <summary>The task a link is good for; null: of none, or of one that is not open any more.</summary>
    public async Task<AssistedTask?> FindAsync(int taskId, string secret, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        var hash = await connection.ExecuteScalarAsync<byte[]?>(new("SELECT secret_hash FROM tasks WHERE task_id = @taskId", new { taskId }, cancellationToken: cancel));
        if (hash is null || !CryptographicOperations.FixedTimeEquals(hash, Hash(secret))) return null;
        return await TaskStore.FindAsync(connection, taskId, cancel) is { IsOpen: true } task ? task : null;
    }

    private static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
