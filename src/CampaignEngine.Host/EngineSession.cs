using CampaignEngine.Access;

namespace CampaignEngine.Host;

/// <summary>What a command works with: the engine's services and, where one signed in, the acting user.</summary>
internal sealed class EngineSession(IServiceProvider services, Actor? actor)
{
    public IServiceProvider Services { get; } = services;

    /// <summary>Null where no token was given.</summary>
    public Actor? ActorOrNone { get; } = actor;

    /// <summary>Every act has a named user.</summary>
    public Actor Actor => ActorOrNone ?? throw ForbiddenException.NotSignedIn();

    public T Get<T>() where T : notnull => Services.GetRequiredService<T>();
}
