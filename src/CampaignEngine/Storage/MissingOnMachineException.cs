namespace CampaignEngine.Storage;

/// <summary>The machine lacks a part the engine needs. Caught once at the edge: exit status 3 and the exact command.</summary>
public sealed class MissingOnMachineException(string what, string command)
    : Exception($"{what} is missing on this machine. Install it with / Máy này thiếu {what}. Cài đặt bằng:\n  {command}");
