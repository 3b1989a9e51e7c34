namespace CampaignEngine.Channels;

/// <summary>Reads a provider's receipts out of the raw inbox. Reading the same body again gives the same receipt.</summary>
public interface IReceiptReader
{
    /// <summary>As <see cref="IChannel.Provider"/>.</summary>
    string Provider { get; }

    /// <summary>
    /// Null where the body is no receipt of this provider at all; a status it does not know is a receipt of
    /// <see cref="DeliveryStatus.Unknown"/>.
    /// </summary>
    /// <param name="reference">Ours, from the callback's address, or found by <see cref="ProviderIdOf"/>.</param>
    Receipt? Read(MessageReference reference, ReadOnlySpan<byte> body);

    /// <summary>Of a receipt that bears no reference of ours: the provider's id, by which the answer to the send named the message. Null: of nothing like it.</summary>
    string? ProviderIdOf(ReadOnlySpan<byte> body) => null;
}
