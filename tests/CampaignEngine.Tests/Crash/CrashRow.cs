namespace CampaignEngine.Tests.Crash;

/// <summary>What one stage of the suite came to.</summary>
/// <param name="Rows">Messages, or people where the stage imports.</param>
/// <param name="Taken">Messages the provider took, counted by our id on its side.</param>
/// <param name="Lost">Without a named end, or counted as sent by us and unknown to the provider.</param>
/// <param name="Doubled">Taken more than once.</param>
/// <param name="InDoubt">Ever in doubt.</param>
/// <param name="Open">In doubt at the end.</param>
internal sealed record CrashRow(string Stage, int Kills, int Rows, int Taken, int Lost, int Doubled, int InDoubt, int Open, double Seconds)
{
    public int Reconciled => InDoubt - Open;
}
