using CampaignEngine.Recipients;
using Dapper;
using Npgsql;

namespace CampaignEngine.Consent;

/// <summary>Writes the consent columns of a file of people to the ledger, and from it the latest word of each person.</summary>
internal sealed class ConsentImportStep : IPeopleImportStep
{
    /// <summary>
    /// A fact the ledger holds is not written again. Where the file gives no day, the day of its rows' state stands in, and only a
    /// word that differs from the latest is a fact: else every later copy of the file would be one.
    /// </summary>
    private const string Facts = $"""
        CREATE TEMP TABLE new_consents ON COMMIT DROP AS
        SELECT t.recipient_id, t.pseudonym, f.channel, f.given, coalesce(s.consent_on, s.as_of) AS given_on,
               coalesce(s.consent_wording, 'not stated') AS wording, s.consent_proof AS proof, s.row_number
        FROM {PeopleImport.Staged} s JOIN {PeopleImport.Taken} t USING (row_number)
        CROSS JOIN LATERAL (VALUES ('sms', s.consent_sms), ('zalo', s.consent_zalo)) AS f (channel, given)
        LEFT JOIN consents c ON c.recipient_id = t.recipient_id AND c.channel = f.channel AND c.purpose = 'promotion'
        WHERE (s.consent_sms IS NOT NULL OR s.consent_zalo IS NOT NULL) AND f.given IS NOT NULL
          AND (s.consent_on IS NOT NULL OR c.given IS DISTINCT FROM f.given)
          AND NOT EXISTS (
              SELECT FROM consent_ledger l WHERE l.pseudonym = t.pseudonym AND l.channel = f.channel AND l.purpose = 'promotion'
                AND l.given = f.given AND l.given_on = coalesce(s.consent_on, s.as_of))
        """;

    private const string Ledger = """
        INSERT INTO consent_ledger (pseudonym, channel, purpose, given, wording, source, proof, given_on, recorded_at)
        SELECT pseudonym, channel, 'promotion', given, wording, @Source, proof, given_on, @At FROM new_consents ORDER BY row_number, channel
        """;

    private const string Latest = """
        INSERT INTO consents AS c (recipient_id, channel, purpose, given, given_on)
        SELECT recipient_id, channel, 'promotion', given, given_on FROM new_consents
        ON CONFLICT (recipient_id, channel, purpose) DO UPDATE SET given = excluded.given, given_on = excluded.given_on
        -- the later day is the person's word; of two words of one day, the refusal
        WHERE excluded.given_on > c.given_on OR excluded.given_on = c.given_on AND NOT excluded.given
        """;

    public async Task ApplyAsync(NpgsqlConnection connection, PeopleImport import, CancellationToken cancel)
    {
        await connection.ExecuteAsync(new CommandDefinition(Facts, commandTimeout: 0, cancellationToken: cancel));
        import.Count("consentsRecorded", await connection.ExecuteAsync(new CommandDefinition(Ledger, new { import.Source, import.At }, commandTimeout: 0, cancellationToken: cancel)));
        await connection.ExecuteAsync(new CommandDefinition(Latest, commandTimeout: 0, cancellationToken: cancel));
    }
}
