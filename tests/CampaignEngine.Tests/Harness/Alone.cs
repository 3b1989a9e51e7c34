namespace CampaignEngine.Tests.Harness;

/// <summary>Tests that measure a promise in seconds: they run after the others, one by one, so that they measure the engine and not the crowd.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
