using System.Diagnostics;
using System.Globalization;

namespace CampaignEngine.Storage;

/// <summary>
/// Named places at which a process under test kills itself as a power cut would. Compiled into every build, so that what is proven is what
/// runs; armed by <see cref="Variable"/> in the mode Test only, elsewhere one comparison with null.
/// </summary>
public static class FailPoint
{
    /// <summary>Environment: the name of a point, and after a colon at which arrival there (1 where nothing is said).</summary>
    public const string Variable = "CAMPAIGN_FAIL_POINT";

    /// <summary>Marked as sending, committed, nothing sent.</summary>
    public const string AfterClaim = "after-claim";

    /// <summary>An answer is in, others of the slice are on the wire.</summary>
    public const string MidSend = "mid-send";

    /// <summary>All answers of the slice are in, none is written.</summary>
    public const string AfterSend = "after-send";

    /// <summary>Inside the outcomes' transaction.</summary>
    public const string MidOutcome = "mid-outcome";

    /// <summary>The outcomes are committed, the chunk is not given back.</summary>
    public const string AfterOutcome = "after-outcome";

    /// <summary>The provider has said what became of messages in doubt, nothing is written.</summary>
    public const string AfterLookUp = "after-look-up";

    /// <summary>Inside the transaction that writes it.</summary>
    public const string MidSettle = "mid-settle";

    /// <summary>Inside the transaction that writes the messages of a run's next channel.</summary>
    public const string MidNextChannel = "mid-next-channel";

    /// <summary>A provider has given a secret's successor, which is not written.</summary>
    public const string AfterRenewal = "after-renewal";

    /// <summary>A post is marked as being published, committed, nothing sent.</summary>
    public const string MidPublish = "mid-publish";

    /// <summary>The provider has answered for a post, nothing is written.</summary>
    public const string AfterPublish = "after-publish";

    /// <summary>A video's session is written down, no byte has left.</summary>
    public const string AfterSession = "after-session";

    /// <summary>The provider has answered for a piece of a video.</summary>
    public const string MidUpload = "mid-upload";

    /// <summary>The provider has a whole video, nothing of that is written.</summary>
    public const string AfterUpload = "after-upload";

    /// <summary>A file of notices stands in its folder, nothing of that is written.</summary>
    public const string AfterFile = "after-file";
    public const string MidFreeze = "mid-freeze";
    public const string MidRender = "mid-render";
    public const string MidReceipts = "mid-receipts";
    public const string MidImport = "mid-import";

    /// <summary>Inside the transaction that applies a set of a carrier's file.</summary>
    public const string MidDeliveries = "mid-deliveries";

    /// <summary>Inside the transaction that takes a person's words out of the inbox.</summary>
    public const string MidReply = "mid-reply";

    /// <summary>It is written down that a person is being answered, nothing has left.</summary>
    public const string MidAnswer = "mid-answer";

    public static readonly IReadOnlyList<string> All =
        [AfterClaim, MidSend, AfterSend, MidOutcome, AfterOutcome, MidFreeze, MidRender, MidReceipts, MidImport, AfterLookUp, MidSettle, MidNextChannel, MidPublish, AfterPublish, AfterRenewal, MidReply,
         AfterSession, MidUpload, AfterUpload, MidAnswer, MidDeliveries, AfterFile];

    private static string? armed;
    private static int left;

    /// <summary>Reads the variable; called once, before the first act of a process. Outside the mode Test a variable that is set refuses the start.</summary>
    public static void Arm(EngineMode mode)
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } asked) return;
        if (mode != EngineMode.Test)
            throw new RefusedException("fail-point-outside-test", Variable,
                "Điểm gãy chỉ dùng được khi Engine:Mode là Test; hãy bỏ biến này.", "A fail point is for Engine:Mode Test only: unset this variable.");
        var (name, count) = asked.Split(':') is [var one, var nth] ? (one, nth) : (asked, "1");
        if (!All.Contains(name) || !int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out left) || left < 1)
            throw new RefusedException("fail-point-unknown", Variable,
                $"Không có điểm gãy '{asked}'; có: {string.Join(", ", All)}.", $"There is no fail point '{asked}'; there are: {string.Join(", ", All)}.");
        armed = name;
    }

    public static void Reach(string name)
    {
        if (armed is null || armed != name || Interlocked.Decrement(ref left) != 0) return;
        // SIGKILL to oneself does not return: nothing is flushed, no finally runs.
        using var self = Process.GetCurrentProcess();
        self.Kill();
    }
}
