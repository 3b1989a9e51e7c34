using System.Net.Sockets;
using CampaignEngine.Access;
using CampaignEngine.Storage;
using Npgsql;

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
            case NpgsqlException { InnerException: SocketException or TimeoutException } or PostgresException { SqlState: ['2', '8', ..] or "3D000" }:
                Console.Error.WriteLine($"Không kết nối được cơ sở dữ liệu; kiểm tra ConnectionStrings:Main. / The database cannot be reached; check ConnectionStrings:Main. ({error.Message})");
                return ExitStatus.Unexpected;
            case OperationCanceledException:
                Console.Error.WriteLine("Đã dừng theo yêu cầu. / Stopped as asked.");
                return ExitStatus.Interrupted;
            default:
                Console.Error.WriteLine($"Lỗi ngoài dự kiến / Unexpected failure: {error}");
                return ExitStatus.Unexpected;
        }
    }
}
