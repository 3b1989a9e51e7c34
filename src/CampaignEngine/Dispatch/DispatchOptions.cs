using System.ComponentModel.DataAnnotations;
using CampaignEngine.Calendar;

namespace CampaignEngine.Dispatch;

/// <summary>Section "Dispatch".</summary>
public sealed class DispatchOptions
{
    /// <summary>Pump jobs of one worker process; each works on one chunk at a time.</summary>
    [Range(1, 32)]
    public int Pumps { get; set; } = 3;

    /// <summary>How long one pump job lives before the next takes its seat, in seconds.</summary>
    [Range(5, 600)]
    public int PumpSeconds { get; set; } = 60;

    /// <summary>Messages one pump has in flight: the most that a killed worker leaves in doubt.</summary>
    [Range(1, 64)]
    public int InFlight { get; set; } = 64;

    /// <summary>A lease not renewed for so long is lost, in seconds. A worker refuses to start where it is not twice the longest call of every provider.</summary>
    [Range(5, 3600)]
    public int LeaseSeconds { get; set; } = 120;

    /// <summary>Parts a second of each sender, over all workers together. The providers' default for a Vietnamese route is 10.</summary>
    [Range(1, 100_000)]
    public int PartsPerSecond { get; set; } = 10;

    /// <summary>Providers in the order they are used, between commas: the next takes over what the one before surely did not send. Those not named come last.</summary>
    public string SenderOrder { get; set; } = "";

    /// <summary>Wait after a first try that was surely not sent, in seconds; doubled with each further one.</summary>
    [Range(0.1, 3600)]
    public double BackoffSeconds { get; set; } = 2;

    /// <summary>The longest such wait, in seconds.</summary>
    [Range(1, 86_400)]
    public double BackoffLimitSeconds { get; set; } = 900;

    /// <summary>Nothing goes to citizens before this hour, Vietnam time, where the campaign says nothing else.</summary>
    public TimeOnly WindowFrom { get; set; } = SendingWindow.House.From;

    /// <summary>Nothing goes to citizens from this hour on.</summary>
    public TimeOnly WindowTo { get; set; } = SendingWindow.House.To;

    /// <summary>The safety brake judges the last so many outcomes of a run; 0: no brake.</summary>
    [Range(0, 100_000)]
    public int BrakeWindow { get; set; } = 200;

    /// <summary>A larger share of failures among them pauses the run.</summary>
    [Range(0.01, 1)]
    public double BrakeShare { get; set; } = 0.3;

    /// <summary>Fewer outcomes than these are not judged.</summary>
    [Range(1, 100_000)]
    public int BrakeMinimum { get; set; } = 50;

    /// <summary>A confirmation of a refusal is not sent after so many hours.</summary>
    [Range(1, 168)]
    public int ConfirmationExpiryHours { get; set; } = 24;

    /// <summary>Addresses of our own staff, between commas, to which 'campaign channel test' may send: numbers as +84…, user ids of a medium.</summary>
    public string TestAddresses { get; set; } = "";

    /// <summary>A run approved for at least so many people has a partition of `messages` of its own; smaller ones share one.</summary>
    [Range(1, int.MaxValue)]
    public int OwnPartitionFrom { get; set; } = 200_000;

    /// <summary>A run's hours: its own, else those of the settings; null where hours do not hold for its kind.</summary>
    internal SendingWindow? WindowOf(string runKind, TimeOnly? from, TimeOnly? to) =>
        runKind == RunKind.Campaign ? new SendingWindow(from ?? WindowFrom, to ?? WindowTo) : null;
}
