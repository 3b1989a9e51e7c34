using System.Text;
using CampaignEngine.Storage;

namespace CampaignEngine.Host;

/// <summary>What .NET does without in silence and the engine cannot: Unicode rules (accents could not be taken off) and Vietnam's time zone.</summary>
internal static class MachineCheck
{
    public static void Run()
    {
        if ("ế".Normalize(NormalizationForm.FormD).Length != 3)
            throw new MissingOnMachineException("ICU", "apt-get install -y libicu72 && unset DOTNET_SYSTEM_GLOBALIZATION_INVARIANT");
        if (!TimeZoneInfo.TryFindSystemTimeZoneById("Asia/Ho_Chi_Minh", out _))
            throw new MissingOnMachineException("tzdata", "apt-get install -y tzdata");
    }
}
