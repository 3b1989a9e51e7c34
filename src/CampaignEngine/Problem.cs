namespace CampaignEngine;

/// <summary>One thing wrong with what a person gave: a stable code, where it is, and what to do, in both languages.</summary>
/// <param name="Code">Stable, kebab-case; documented where it is raised.</param>
/// <param name="Where">The place: a row and column, a JSON path, a setting's name.</param>
/// <param name="Vi">A sentence in Vietnamese.</param>
/// <param name="En">The same sentence in English.</param>
public sealed record Problem(string Code, string Where, string Vi, string En);
