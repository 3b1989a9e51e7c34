namespace CampaignEngine.Dispatch;

/// <summary>States of a run, as stored.</summary>
public static class RunState
{
    public const string Freezing = "freezing";
    public const string Rendering = "rendering";
    public const string Running = "running";
    public const string Paused = "paused";
    public const string Stopped = "stopped";
    public const string Completed = "completed";
    public const string Cancelled = "cancelled";
}
