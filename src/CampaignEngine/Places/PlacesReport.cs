namespace CampaignEngine.Places;

/// <param name="Opened">New codes.</param>
/// <param name="Changed">Same code, other name, kind or province: the old row is closed, a new one opened.</param>
/// <param name="Closed">Codes that the list no longer holds, in the provinces it covers.</param>
/// <param name="FirstTakenAt">When the same file was taken in before; null when it never was.</param>
public sealed record PlacesReport(int Rows, int Provinces, int Opened, int Changed, int Closed, int Unchanged, DateTime? FirstTakenAt)
{
    public bool NothingChanged => Opened + Changed + Closed == 0;
}
