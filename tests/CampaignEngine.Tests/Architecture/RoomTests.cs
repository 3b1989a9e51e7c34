using System.Reflection;
using NetArchTest.Rules;

namespace CampaignEngine.Tests.Architecture;

public sealed class RoomTests
{
    private static readonly Assembly Engine = typeof(RefusedException).Assembly;

    [Fact]
    public void The_table_names_every_room_there_is_and_no_other()
    {
        var folders = Rooms.Sources().Select(s => s.Room).Distinct().Order();
        Assert.Equal(folders, Rooms.LowToHigh.Order());
    }

    [Fact]
    public void A_room_uses_only_rooms_below_it()
    {
        var faults = new List<string>();
        for (var i = 0; i < Rooms.LowToHigh.Count; i++)
        {
            var above = Rooms.LowToHigh.Skip(i + 1).Select(room => $"CampaignEngine.{room}").ToArray();
            if (above.Length == 0) continue;
            var result = Types.InAssembly(Engine).That().ResideInNamespace($"CampaignEngine.{Rooms.LowToHigh[i]}").ShouldNot().HaveDependencyOnAny(above).GetResult();
            faults.AddRange(result.FailingTypeNames ?? []);
        }
        Assert.Empty(faults);
    }

    [Fact]
    public void The_engine_knows_neither_asp_net_nor_the_host()
    {
        var users = Types.InAssembly(Engine).That().HaveDependencyOnAny("Microsoft.AspNetCore", "CampaignEngine.Host", "CampaignEngine.Simulator").GetTypes().Select(t => (t.DeclaringType ?? t).Name).Distinct();
        // Data Protection bears ASP.NET's name and is none of it: a library of keys, in the one class that seals.
        Assert.Equal(["CredentialSeal"], users);
    }

    [Fact]
    public void Hangfire_stays_in_the_jobs_and_their_registration()
    {
        var users = Types.InAssembly(Engine).That().HaveDependencyOn("Hangfire").GetTypes().Select(t => (t.DeclaringType ?? t).Name).Distinct();
        Assert.All(users, name => Assert.True(name.EndsWith("Job", StringComparison.Ordinal) || name == "HangfireRegistration", name));
    }
}
