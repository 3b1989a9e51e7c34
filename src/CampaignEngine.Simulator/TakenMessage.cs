using System.Globalization;

namespace CampaignEngine.Simulator;

public enum MessageState : byte { Queued, Sent, Delivered, Undelivered, Failed }

/// <summary>A message we took; its text is not kept. The ordinal stands in the sid, so that no index by sid is needed.</summary>
public readonly record struct TakenMessage(int Ordinal, string Id, long To, long At, Ending Ending, byte Parts, MessageState State = MessageState.Queued, string Provider = "twilio")
{
    public string Sid => string.Create(CultureInfo.InvariantCulture, $"SM{Ordinal:x8}{Draws.Hash(Id):x16}{(uint)At:x8}");

    public static bool TryReadOrdinal(string sid, out int ordinal)
    {
        ordinal = 0;
        return sid.Length == 34 && int.TryParse(sid.AsSpan(2, 8), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ordinal) && ordinal >= 0;
    }
}
