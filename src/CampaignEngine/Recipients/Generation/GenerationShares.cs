namespace CampaignEngine.Recipients.Generation;

/// <summary>
/// The shares of invented people, per mille unless said otherwise. They are plausible and no statistic: people, ethnic groups and
/// minorities per province follow the order of the census of 2019 and of the provinces of 2025 (Seeds/generation_provinces.csv),
/// groups by the plan's emphasis on informal and rural workers (§I.2), the rest what agencies report of their files.
/// </summary>
internal static class GenerationShares
{
    /// <summary>The file's state: the month of the campaign it is made for.</summary>
    public static readonly DateOnly StateOn = new(2026, 5, 1);

    public const int Faulty = 10;

    // A row that has a mobile number; less the dead, the children and foreign numbers this is the contactable share.
    public const int HasPhone = 705;
    public const int OldElevenDigits = 40;
    public const int WrittenInternationally = 80;
    public const int WrittenWithSpaces = 50;
    public const int WrittenWithDots = 30;
    public const int AbroadNumber = 3;
    public const int PhoneOfRelative = 70;
    public const int PhoneShared = 25;
    public const int HasZalo = 100;
    public const int HasEmail = 90;

    // Women are the larger part of the voluntary scheme.
    public const int Women = 530;
    public const int BirthYearAlone = 220;
    public const int Child = 3;
    public const int Dead = 4;
    public const int ForeignOfEmployees = 20;

    // Who said in which language they want to be written to: few records hold it.
    public const int DeclaredOfKinh = 30;
    public const int DeclaredOfMinorities = 120;
    public const int OwnLanguageOfDeclared = 700;
    public const int DeclaredOfForeigners = 600;

    // Consent of those with a number.
    public const int AskedForConsent = 620;
    public const int ConsentGiven = 900;
    public const int ConsentZaloToo = 450;

    /// <summary>Next members of the household in hand; the mean is 1.8 people of one household in a file.</summary>
    public const int SameHousehold = 440;

    /// <summary>Of declared categories: most minorities hold theirs, the poor follow the province.</summary>
    public const int MinorityCategory = 600;
    public const int Poor = 15;
    public const int PoorWhereAllAreMinorities = 150;
    public const int NearPoor = 25;
    public const int NearPoorWhereAllAreMinorities = 90;

    /// <summary>Personal and insurance number, the personal alone, the insurance number alone.</summary>
    public static readonly Weighted<(bool Personal, bool Insurance)> Identifiers = new(((true, true), 450), ((true, false), 420), ((false, true), 130));

    /// <summary>Chosen income, in steps of 50,000 đ above the floor of 1,500,000 up to 20 × 2,340,000: most choose the floor.</summary>
    public static readonly Weighted<(int Least, int Most)> IncomeSteps =
        new(((0, 0), 620), ((1, 10), 180), ((11, 30), 120), ((31, 90), 60), ((91, 370), 15), ((371, 906), 5));

    public static readonly Weighted<string> PaymentMethods =
        new(("monthly", 330), ("three_monthly", 180), ("six_monthly", 160), ("twelve_monthly", 270), ("several_years", 40), ("missing_months", 20));

    public static readonly Weighted<InventedFault> Faults = new(
        (InventedFault.NameMissing, 8), (InventedFault.PhoneWithLetter, 12), (InventedFault.PhoneTooShort, 12), (InventedFault.PhoneOfNobody, 6),
        (InventedFault.TwoPhonesInOneCell, 8), (InventedFault.ImpossibleDate, 10), (InventedFault.ImpossibleMonth, 5), (InventedFault.AmbiguousProvince, 10),
        (InventedFault.LostZero, 10), (InventedFault.UnknownCode, 6), (InventedFault.AmountInWords, 5), (InventedFault.PersonAgain, 5), (InventedFault.Namesake, 3));
}
