using System.Runtime.CompilerServices;
using CampaignEngine.Messages;

namespace CampaignEngine.Tests.Messages;

public sealed class TransitionTableTests
{
    [Fact]
    public void The_page_prints_the_table()
    {
        var printed = File.ReadAllLines(Page()).Where(line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(1);
        Assert.Equal(TransitionTable.All.Select(Row), printed);
    }

    [Fact]
    public void The_page_prints_the_ranks() =>
        Assert.Contains(string.Join(" < ", Enum.GetValues<MessageStatus>().Select(s => s.Name())), File.ReadAllLines(Page()));

    [Fact]
    public void Only_what_was_surely_not_sent_or_what_a_person_sends_again_goes_backward() =>
        Assert.Equal([(MessageStatus.Pending, Mover.Outcome), (MessageStatus.Pending, Mover.Person), (MessageStatus.Pending, Mover.Settling), (MessageStatus.Pending, Mover.Person)],
            TransitionTable.All.Where(row => row.IsBackward).Select(row => (row.To, row.Who)));

    private static string Row(Transition row) =>
        $"| {string.Join(", ", row.From.Select(s => s.Name()))} | {row.To.Name()}{(row.IsBackward ? " ↩" : "")} | {row.Who.ToString().ToLowerInvariant()} | {row.Meaning} |";

    private static string Page([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "docs", "message-lifecycle.md");
}
