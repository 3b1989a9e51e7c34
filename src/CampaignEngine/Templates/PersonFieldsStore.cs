using Dapper;
using Npgsql;

namespace CampaignEngine.Templates;

/// <summary>Reads merge inputs by set.</summary>
public sealed class PersonFieldsStore
{
    public async Task<IReadOnlyDictionary<long, PersonFields>> LoadAsync(NpgsqlConnection connection, long[] recipientIds, CancellationToken cancel)
    {
        var rows = await connection.QueryAsync<Row>(new CommandDefinition("""
            SELECT r.recipient_id, r.full_name, r.sex, r.birth_year, p.name AS province, c.full_name AS commune, r.collection_point, r.agent,
                   r.insurance_number, r.payment_method, r.paid_through
            FROM recipients r
            LEFT JOIN provinces p ON p.code = r.province_code AND p.valid_to IS NULL
            LEFT JOIN communes c ON c.code = r.commune_code AND c.valid_to IS NULL
            WHERE r.recipient_id = ANY (@recipientIds)
            """, new { recipientIds }, cancellationToken: cancel));
        return rows.ToDictionary(r => r.RecipientId, r => new PersonFields
        {
            Name = r.FullName,
            Sex = r.Sex,
            BirthYear = r.BirthYear,
            Province = r.Province,
            Commune = r.Commune,
            CollectionPoint = r.CollectionPoint,
            Agent = r.Agent,
            InsuranceNumber = r.InsuranceNumber,
            PaymentMethod = r.PaymentMethod,
            PaidThrough = r.PaidThrough,
        });
    }

    private sealed record Row(
        long RecipientId, string FullName, string? Sex, int? BirthYear, string? Province, string? Commune, string? CollectionPoint, string? Agent,
        string? InsuranceNumber, string? PaymentMethod, DateOnly? PaidThrough);
}
