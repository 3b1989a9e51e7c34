using System.Text.Json;
using CampaignEngine.Tests.Harness;

namespace CampaignEngine.Tests.Audiences;

/// <summary>The simplest rule there is, as JSON for the engine and as a predicate for the oracle.</summary>
internal sealed record Rule(string Field, string Value)
{
    public JsonElement Json => JsonSerializer.SerializeToElement(new { field = Field, op = "is", value = Value });

    public bool Matches(PersonRow person) => Value == (Field switch
    {
        "sex" => person.Sex,
        "occupation" => person.Occupation,
        "scheme_status" => person.SchemeStatus,
        _ => throw new ArgumentOutOfRangeException(nameof(person), Field, null),
    });
}
