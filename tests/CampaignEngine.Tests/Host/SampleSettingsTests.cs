using System.Collections;
using CampaignEngine.Host;
using CampaignEngine.Tests.Harness;
using Microsoft.Extensions.Configuration;

namespace CampaignEngine.Tests.Host;

/// <summary>appsettings.sample.json is the list of all settings: it holds each with its default, and nothing else.</summary>
public sealed class SampleSettingsTests
{
    private static readonly IConfigurationRoot Sample = new ConfigurationBuilder().AddJsonFile(Checkout.Path("appsettings.sample.json")).Build();

    [Fact]
    public void It_holds_every_setting_and_no_other()
    {
        var sample = Sample.AsEnumerable().Where(pair => !Sample.GetSection(pair.Key).GetChildren().Any()).Select(pair => SettingOf(pair.Key));
        Assert.Equal(KnownSettings.Names.Append("Logging:LogLevel:Default").Order(), sample.Distinct().Order());
    }

    [Fact]
    public void Its_values_are_the_defaults()
    {
        foreach (var (name, property) in KnownSettings.All())
        {
            var options = Activator.CreateInstance(property.ReflectedType!)!;
            var expected = Values(property.GetValue(options));
            var given = Values(Sample.GetSection(name).Get(property.PropertyType));
            Assert.True(expected == given, $"{name}: the default is {expected}, the sample says {given}");
        }
    }

    [Fact]
    public void The_engine_accepts_it_as_it_is() => SettingsCheck.Check(Sample, Sample);

    /// <summary>A list or table is one setting, its entries are not.</summary>
    private static string SettingOf(string key) =>
        KnownSettings.Names.FirstOrDefault(name => key.StartsWith(name + ":", StringComparison.Ordinal)) ?? key;

    private static string Values(object? value) => value switch
    {
        null or "" => "",
        string text => text,
        IEnumerable many => string.Join(", ", many.Cast<object>()),
        _ => value.ToString()!,
    };
}
