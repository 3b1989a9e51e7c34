using CampaignEngine.Recipients;
using CampaignEngine.Recipients.Generation;

namespace CampaignEngine.Tests.Recipients.Generation;

/// <summary>Bounds of the documented shares over 100,000 people of one seed.</summary>
public sealed class InventedPeopleTests(InventedPeopleTests.Sample sample) : IClassFixture<InventedPeopleTests.Sample>
{
    public sealed class Sample
    {
        internal List<InventedRow> Rows { get; } = [.. new InventedPeople(11).Rows(100_000)];

        internal double Share(Func<InventedRow, bool> of) => 100.0 * Rows.Count(of) / Rows.Count;
    }

    [Fact]
    public void About_one_row_in_a_hundred_has_a_fault_and_every_fault_comes()
    {
        Assert.InRange(sample.Share(r => r.Fault != InventedFault.None), 0.9, 1.1);
        Assert.Equal(Enum.GetValues<InventedFault>().Order(), sample.Rows.Select(r => r.Fault).Distinct().Order());
    }

    [Theory]
    [InlineData("V1", 27, 33)]
    [InlineData("V2", 5, 7)]
    [InlineData("V3", 11, 13)]
    [InlineData("V4", 2, 3)]
    [InlineData("V5", 12, 14)]
    [InlineData("V6", 14, 16)]
    [InlineData("V7", 4.5, 6.5)]
    [InlineData("V8", 11, 17)]
    [InlineData("G2", 6, 8)]
    [InlineData("G4", 4.5, 6.5)]
    [InlineData("G5", 1.5, 2.5)]
    public void Every_group_has_its_share(string group, double least, double most) =>
        Assert.InRange(sample.Share(r => r[PeopleColumn.Groups].Split("; ").Contains(group)), least, most);

    [Fact]
    public void Seven_in_ten_have_a_number_and_a_few_are_old_or_foreign()
    {
        Assert.InRange(sample.Share(r => r[PeopleColumn.Phone].Length > 0), 69, 72);
        var good = sample.Rows.Where(r => r.Fault == InventedFault.None && r[PeopleColumn.Phone].Length > 0).ToList();
        Assert.Empty(good.Where(r => !PhoneNumber.TryParse(r[PeopleColumn.Phone], out _, out _)).Select(r => r[PeopleColumn.Phone]));
        var parsed = good.Select(r => PhoneNumber.TryParse(r[PeopleColumn.Phone], out var number, out _) ? number : default).ToList();
        Assert.InRange(100.0 * parsed.Count(p => p.WasOldForm) / good.Count, 3, 5);
        Assert.InRange(100.0 * parsed.Count(p => p.IsForeign) / good.Count, 0.1, 0.6);
    }

    [Fact]
    public void Ethnic_groups_follow_the_census_and_live_where_they_live()
    {
        Assert.InRange(sample.Share(r => r[PeopleColumn.EthnicGroup] == "01"), 83, 89);
        Assert.InRange(sample.Rows.Select(r => r[PeopleColumn.EthnicGroup]).Where(g => g.Length > 0).Distinct().Count(), 35, 54);
        var caoBang = sample.Rows.Where(r => r[PeopleColumn.ProvinceCode] == "04").ToList();
        Assert.InRange(100.0 * caoBang.Count(r => r[PeopleColumn.EthnicGroup] is "02" or "07") / caoBang.Count, 55, 85);
    }

    [Fact]
    public void Few_declare_a_language()
    {
        Assert.InRange(sample.Share(r => r[PeopleColumn.Language].Length > 0), 3, 6);
        Assert.All(sample.Rows.Where(r => r[PeopleColumn.Language].Length > 0), r => Assert.NotNull(Languages.Find(r[PeopleColumn.Language])));
    }

    [Fact]
    public void Identifiers_are_right_by_shape_and_belong_to_one_person()
    {
        foreach (var (column, length) in new[] { (PeopleColumn.PersonalNumber, 12), (PeopleColumn.InsuranceNumber, 10) })
        {
            var numbers = sample.Rows.Where(r => r.Fault == InventedFault.None).Select(r => r[column]).Where(n => n.Length > 0).ToList();
            Assert.All(numbers, n => Assert.True(n.Length == length && n.All(char.IsAsciiDigit)));
            Assert.Equal(numbers.Count, numbers.Distinct().Count());
        }
        Assert.All(sample.Rows, r => Assert.NotEqual("", r[PeopleColumn.PersonalNumber] + r[PeopleColumn.InsuranceNumber]));
    }

    [Fact]
    public void A_few_are_dead_or_foreign_and_some_are_in_every_state_of_the_scheme()
    {
        Assert.InRange(sample.Share(r => r[PeopleColumn.DiedOn].Length > 0), 0.2, 0.6);
        Assert.InRange(sample.Share(r => r[PeopleColumn.ForeignNational].Length > 0), 0.05, 0.3);
        Assert.Equal(CodeSets.SchemeStatus.Codes.Select(c => c.Vi).Order(), sample.Rows.Select(r => r[PeopleColumn.SchemeStatus]).Distinct().Order());
    }

    [Fact]
    public void Chosen_incomes_lie_between_floor_and_cap_and_most_are_the_floor()
    {
        var incomes = sample.Rows.Where(r => r.Fault == InventedFault.None && r[PeopleColumn.Income].Length > 0).Select(r => long.Parse(r[PeopleColumn.Income])).ToList();
        Assert.All(incomes, i => Assert.InRange(i, 1_500_000, 20 * 2_340_000));
        Assert.InRange(100.0 * incomes.Count(i => i == 1_500_000) / incomes.Count, 55, 68);
    }
}
