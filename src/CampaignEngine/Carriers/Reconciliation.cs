namespace CampaignEngine.Carriers;

/// <summary>One month of one provider: what we sent, what its files list, what it asks to be paid.</summary>
/// <param name="Month">Its first day.</param>
/// <param name="HasInvoice">An invoice of the month was imported.</param>
public sealed record Reconciliation(string Provider, DateOnly Month, bool HasInvoice, IReadOnlyList<ReconciledGroup> Groups, IReadOnlyList<ReconcileFinding> Findings)
{
    public bool Agrees => Findings.Count == 0 && Groups.All(g => g.Agrees);
}

/// <summary>Brand name × carrier × class, as the carrier's files name them.</summary>
/// <param name="Messages">Of the carrier's list.</param>
/// <param name="Ours">Parts, as we counted those messages.</param>
/// <param name="Listed">Parts, as the carrier's list counts them.</param>
/// <param name="Invoiced">Parts of the invoice; null where there is no invoice of the month.</param>
/// <param name="Amount">VND without VAT, of the invoice.</param>
public sealed record ReconciledGroup(string Brand, string Carrier, string Class, long Messages, long Ours, long Listed, long? Invoiced, decimal? Amount)
{
    /// <summary>What the carrier's list has more than ours.</summary>
    public long ListedMore => Listed - Ours;

    /// <summary>What the invoice has more than ours; null without an invoice.</summary>
    public long? InvoicedMore => Invoiced - Ours;

    public bool Agrees => ListedMore == 0 && InvoicedMore is null or 0;
}

/// <param name="Kind">unknown-message, archived, not-taken, other-parts, other-class or not-listed; docs/carriers.md says what each is.</param>
/// <param name="Ours">Parts as we counted them.</param>
/// <param name="Listed">Parts as the carrier's list counts them.</param>
public sealed record ReconcileFinding(string Kind, long Messages, long Ours, long Listed);
