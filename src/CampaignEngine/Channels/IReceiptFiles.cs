namespace CampaignEngine.Channels;

/// <summary>Also offered by a provider that brings its later words in files.</summary>
public interface IReceiptFiles
{
    /// <summary>As <see cref="IChannel.Provider"/>.</summary>
    string Provider { get; }

    /// <summary>Whole files that wait, oldest name first.</summary>
    IReadOnlyList<string> Waiting();

    /// <summary>Whether it is from the provider and unchanged.</summary>
    Task<bool> IsSignedAsync(string path, CancellationToken cancel);

    /// <summary>One body a word, as the provider's <see cref="IReceiptReader"/> reads them; the reference is null where it is about none of ours.</summary>
    IAsyncEnumerable<(MessageReference? Reference, byte[] Body)> ReadAsync(string path, CancellationToken cancel);

    /// <summary>Puts it aside, out of those that wait.</summary>
    void PutAside(string path, bool taken);
}
