using System.Text.Json;
using Dapper;
using Npgsql;

namespace CampaignEngine.Tests.Harness;

/// <summary>A row of recipients as a test wants it, without the import: ids are the test's own.</summary>
internal sealed record PersonRow(long RecipientId)
{
    private static readonly JsonSerializerOptions SnakeCase = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    // Both follow the id, so that a copy with another id is another person.
    public Guid? Pseudonym { get => field ?? new Guid((int)RecipientId, 0, 0, new byte[8]); init; }
    public string? PersonalNumber { get => field ?? RecipientId.ToString("000000000000"); init; }
    public string FullName { get; init; } = "Nguyễn Văn A";
    public string NameKey { get; init; } = "nguyen van a";
    public DateOnly? BirthDate { get; init; }
    public int? BirthYear { get; init; }
    public string? Sex { get; init; }
    public string? EthnicCode { get; init; }
    public string? Language { get; init; }
    public string? ProvinceCode { get; init; }
    public string? CommuneCode { get; init; }
    public string? Phone { get; init; }
    public string? NumberKey => Phone is null ? null : @"\x" + Convert.ToHexString(KeyOf(Phone));
    public string PhoneHolder { get; init; } = "self";
    public string? ZaloId { get; init; }
    public bool? UsesVssid { get; init; }
    public string? Email { get; init; }
    public string? Occupation { get; init; }
    public string[] Groups { get; init; } = [];
    public string? SupportCategory { get; init; }
    public string? SchemeStatus { get; init; }
    public long? Income { get; init; }
    public string? PaymentMethod { get; init; }
    public DateOnly? PaidThrough { get; init; }
    public string? CollectionPoint { get; init; }
    public string? Agent { get; init; }
    public string? Household { get; init; }
    public string? BusinessOwner { get; init; }
    public bool ForeignNational { get; init; }
    public int? MonthsSupported { get; init; }
    public DateOnly? DiedOn { get; init; }
    public string Source { get; init; } = "test";
    public bool Invented { get; init; }
    public DateOnly AsOf { get; init; } = new(2026, 1, 1);
    public long ImportId { get; init; } = 1;
    public DateTime ChangedAt { get; init; } = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>A stand-in for the keyed hash: tests of one room need only that equal numbers have equal keys.</summary>
    public static byte[] KeyOf(string phone) => System.Security.Cryptography.MD5.HashData(System.Text.Encoding.ASCII.GetBytes(phone));

    public static Task InsertAsync(NpgsqlConnection connection, IEnumerable<PersonRow> people) => connection.ExecuteAsync(
        "INSERT INTO recipients OVERRIDING SYSTEM VALUE SELECT * FROM jsonb_populate_recordset(NULL::recipients, @json::jsonb)",
        new { json = JsonSerializer.Serialize(people, SnakeCase) });
}
