namespace CampaignEngine.Simulator;

public enum Ending : byte { Delivered, Undelivered, Failed }

/// <summary>What becomes of one message once it is taken: a pure function of the settings and its id, so that counts can be foretold.</summary>
public readonly record struct Fate(Ending Ending, bool Lost, bool Repeated, bool Unordered, bool Unknown, bool Stops, int Word, int DelayMs)
{
    public static Fate Of(BehaviourSettings settings, string id)
    {
        var draws = new Draws(settings.Seed, id);
        var ending = draws.Next() is var e && e < settings.Failed ? Ending.Failed
            : e < settings.Failed + settings.Undelivered ? Ending.Undelivered
            : Ending.Delivered;
        return new Fate(ending,
            Lost: draws.Next() < settings.CallbackLost,
            Repeated: draws.Next() < settings.CallbackRepeated,
            Unordered: draws.Next() < settings.CallbackUnordered,
            Unknown: draws.Next() < settings.CallbackUnknown,
            Stops: draws.Next() < settings.Stop && ending == Ending.Delivered,
            Word: (int)(draws.Next() * settings.StopWords.Length),
            DelayMs: settings.CallbackDelayMs + (int)(draws.Next() * settings.CallbackJitterMs));
    }
}
