using CampaignEngine.Recipients;
using CampaignEngine.Tests.Harness;
using CsCheck;

namespace CampaignEngine.Tests.Segments;

/// <summary>Random people, with every value missing now and then and dates close to where the rules turn.</summary>
internal static class PersonGen
{
    public static Gen<SegmentWorld> World(int people) =>
        from today in Pick.From(new DateOnly(2026, 5, 5), new DateOnly(2026, 12, 31), new DateOnly(2028, 2, 29), new DateOnly(2026, 2, 28))
        from rows in Person(today).Array[people]
        from refusals in Pick.From("campaigns", "everything", "").Array[Phones.Length]
        from consents in Pick.From<bool?>(true, false, null).Array[people * 2]
        select new SegmentWorld(today,
            [.. rows.Select((r, i) => r with { RecipientId = i + 1 })],
            Phones.Zip(refusals).Where(x => x is ({ }, { Length: > 0 })).Select(x => (x.First!, x.Second)).ToHashSet(),
            consents.Select((given, i) => (Key: ((long)(i / 2 + 1), i % 2 == 0 ? "sms" : "zalo"), given)).Where(c => c.given is not null)
                .ToDictionary(c => c.Key, c => c.given!.Value));

    /// <summary>A few of a set's values, so that rules and people meet.</summary>
    public static string[] Some(CodeSet set) => [.. set.Codes.Take(4).Select(c => c.Value)];

    private static readonly string?[] Phones = ["+84912345678", "+84987654321", "+84351234567", "+821012345678", null];

    private static Gen<PersonRow> Person(DateOnly today) =>
        from born in Maybe(today.AddYears(-15), today.AddYears(-15).AddDays(1), today.AddYears(-16), today.AddYears(-18).AddDays(-1), new(2008, 2, 29), new(1986, 5, 31))
        from year in Maybe(today.Year - 15, today.Year - 16, today.Year - 17, 1986)
        from paid in Maybe(new DateOnly(2026, 4, 1), new(2026, 5, 1), new(2026, 1, 1), new(2025, 12, 1), new(2027, 12, 1))
        from codes in Gen.Select(Coded(CodeSets.Sex), Coded(CodeSets.Occupation), Coded(CodeSets.SchemeStatus), Coded(CodeSets.PaymentMethod), Coded(CodeSets.BusinessOwner), Coded(CodeSets.SupportCategory))
        from places in Gen.Select(Named(SegmentGen.Provinces), Named("10001", "10002", "10003", "99999"), Named("vi", "km", "hmn"), Named("01", "02", "54"))
        from texts in Named("Điểm thu số 1", "điểm thu số 2", "Bưu điện 1%").Array[3]
        from numbers in Gen.Select(Maybe(0L, 1_500_000, 1_500_001, 3_000_000), Maybe(0, 1, 12))
        from groups in Pick.From(Some(CodeSets.Groups)).Array[0, 3]
        from address in Gen.Select(Pick.From(Phones), Named("z1"), Named("a@example.vn"), Pick.From("self", "relative", "shared"))
        from flags in Gen.Bool.Array[4]
        select new PersonRow(1)
        {
            BirthDate = born,
            BirthYear = born?.Year ?? year,
            PaidThrough = paid,
            Sex = codes.Item1,
            Occupation = codes.Item2,
            SchemeStatus = codes.Item3,
            PaymentMethod = codes.Item4,
            BusinessOwner = codes.Item5,
            SupportCategory = codes.Item6,
            ProvinceCode = places.Item1,
            CommuneCode = places.Item2,
            Language = places.Item3,
            EthnicCode = places.Item4,
            CollectionPoint = texts[0],
            Agent = texts[1],
            Household = texts[2],
            Income = numbers.Item1,
            MonthsSupported = numbers.Item2,
            Groups = [.. groups.Distinct()],
            Phone = address.Item1,
            ZaloId = address.Item2,
            UsesVssid = flags[3],
            Email = address.Item3,
            PhoneHolder = address.Item4,
            ForeignNational = flags[0],
            Invented = flags[1],
            DiedOn = flags[2] ? new DateOnly(2025, 1, 1) : null,
        };

    private static Gen<string?> Coded(CodeSet set) => Named(Some(set));

    private static Gen<string?> Named(params string[] values) => Pick.From<string?>([null, .. values]);

    private static Gen<T?> Maybe<T>(params T[] values) where T : struct => Pick.From<T?>([null, .. values.Select(v => (T?)v)]);
}
