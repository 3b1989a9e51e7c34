using CampaignEngine.Access;
using CampaignEngine.Storage;

namespace CampaignEngine.Host;

/// <summary>The one place where a command's failure becomes words on standard error and an exit status.</summary>
internal static class ErrorReport
{
    public static int Print(Exception error)
    {
        switch (error)
        {
            case RefusedException refused:
                foreach (var problem in refused.Problems)
                    Console.Error.WriteLine($"[{problem.Code}] {problem.Where}\n  {problem.Vi}\n  {problem.En}");
                return ExitStatus.Refused;
            case ForbiddenException:
                Console.Error.WriteLine(error.Message);
                return ExitStatus.Forbidden;
            case MissingOnMachineException:
                Console.Error.WriteLine(error.Message);
                return ExitStatus.MissingOnMachine;
            case OperationCanceledException:
                Console.Error.WriteLine("Đã dừng theo yêu cầu. / Stopped as asked.");
                return ExitStatus.Interrupted;
            default:
                Console.Error.WriteLine($"Lỗi ngoài dự kiến / Unexpected failure: {error}");
                return ExitStatus.Unexpected;
        }
    }
}
