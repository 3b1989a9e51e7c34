using System.CommandLine;
using CampaignEngine.Dispatch;
using CampaignEngine.Host.Commands;

namespace CampaignEngine.Host;

/// <summary>The table of commands. Each command group is one file in Commands/ and one line here.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("CampaignEngine: reaches people about voluntary social insurance")
        {
            Engine.TokenOption,
            AlertCommands.Create(),
            CarrierCommands.Create(),
            AssetCommands.Create(),
            DemoCommand.Create(),
            ChannelCommands.Create(),
            TemplateCommands.Create(),
            PeopleCommands.Create(),
            PlacesCommands.Create(),
            PublicationCommands.Create(),
            SegmentCommands.Create(),
            TaskCommands.Create(),
            DoubtCommands.Create(),
            InboxCommands.Create(),
            IntakeCommands.Create(),
            LinkCommands.Create(),
            ServeCommand.Create(),
            WorkerCommand.Create(),
            ReachCommands.Create(),
            RecoveryCommands.Create(),
            RunsCommands.Create(),
            TextCommands.Create(),
            UserCommands.Create(),
        };
        foreach (var verb in CampaignCommands.All()) root.Add(verb);
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors) Console.Error.WriteLine(error.Message);
            return ExitStatus.Refused;
        }
        try
        {
            MachineCheck.Run();
            // Ctrl-C and SIGTERM cancel the command's token; it has the time it needs to finish the batch in hand.
            return await parsed.InvokeAsync(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = HangfireRegistration.ShutdownTimeout + TimeSpan.FromSeconds(20),
            });
        }
        catch (Exception error)
        {
            return ErrorReport.Print(error);
        }
    }
}
