namespace CampaignEngine.Host;

/// <summary>Documented in the README.</summary>
internal static class ExitStatus
{
    public const int Ok = 0;
    public const int Unexpected = 1;
    public const int Refused = 2;
    public const int MissingOnMachine = 3;
    public const int Forbidden = 4;
    public const int Interrupted = 130;
}
