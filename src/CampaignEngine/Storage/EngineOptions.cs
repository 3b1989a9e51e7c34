using System.ComponentModel.DataAnnotations;

namespace CampaignEngine.Storage;

/// <summary>Section "Engine".</summary>
public sealed class EngineOptions
{
    /// <summary>Live, Demo or Test. Invented people are reachable in Demo and Test only.</summary>
    [EnumDataType(typeof(EngineMode))]
    public EngineMode Mode { get; set; } = EngineMode.Live;

    /// <summary>Where the engine's own PostgreSQL and its files live when no connection string is given.</summary>
    [Required, MinLength(1)]
    public string DataFolder { get; set; } = ".data";

    /// <summary>
    /// Where the keys are that seal providers' secrets; empty: "keys" below <see cref="DataFolder"/>. Never in the database. Machines that work
    /// together share it.
    /// </summary>
    public string KeyFolder { get; set; } = "";
}
