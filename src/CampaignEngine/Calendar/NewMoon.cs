namespace CampaignEngine.Calendar;

/// <summary>Instants of new moon (Meeus, Astronomical Algorithms, 2nd ed., ch. 49), good to a few seconds around our century.</summary>
internal static class NewMoon
{
    private const double MeanMonth = 29.530588861;
    private const double Epoch = 2451550.09766;

    // Amplitude in days and the multiples of M (Sun), M' (Moon), F in the argument; a term with M is scaled by E per multiple.
    private static readonly (double Days, int Sun, int Moon, int Node)[] Terms =
    [
        (-0.40720, 0, 1, 0), (0.17241, 1, 0, 0), (0.01608, 0, 2, 0), (0.01039, 0, 0, 2), (0.00739, -1, 1, 0), (-0.00514, 1, 1, 0),
        (0.00208, 2, 0, 0), (-0.00111, 0, 1, -2), (-0.00057, 0, 1, 2), (0.00056, 1, 2, 0), (-0.00042, 0, 3, 0), (0.00042, 1, 0, 2),
        (0.00038, 1, 0, -2), (-0.00024, -1, 2, 0), (-0.00007, 2, 1, 0), (0.00004, 0, 2, -2), (0.00004, 3, 0, 0), (0.00003, 1, 1, -2),
        (0.00003, 0, 2, 2), (-0.00003, 1, 1, 2), (0.00003, -1, 1, 2), (-0.00002, -1, 1, -2), (-0.00002, 1, 3, 0), (0.00002, 0, 4, 0),
    ];

    /// <summary>The number of the last mean new moon on or before the day; the true one may lie one off.</summary>
    public static int NumberNear(double jd) => (int)Math.Floor((jd - Epoch) / MeanMonth);

    /// <summary>Julian day, universal time, of new moon number k (0 is that of 6 January 2000).</summary>
    public static double At(int k)
    {
        var t = k / 1236.85;
        var e = 1 - t * (0.002516 + t * 0.0000074);
        var sun = 2.5534 + 29.10535670 * k - t * t * 0.0000014;
        var moon = 201.5643 + 385.81693528 * k + t * t * (0.0107582 + t * 0.00001238);
        var node = 160.7108 + 390.67050284 * k - t * t * (0.0016118 + t * 0.00000227);
        var jde = Epoch + MeanMonth * k + t * t * (0.00015437 - t * 0.000000150)
            - 0.00017 * Sin(124.7746 - 1.56375588 * k)
            + 0.000325 * Sin(299.77 + 0.107408 * k) + 0.000165 * Sin(251.88 + 0.016321 * k) + 0.000164 * Sin(251.83 + 26.651886 * k);
        foreach (var term in Terms)
            jde += term.Days * Math.Pow(e, Math.Abs(term.Sun)) * Sin(term.Sun * sun + term.Moon * moon + term.Node * node);
        return jde - DeltaT(2000 + t * 100) / 86400;
    }

    /// <summary>Dynamical minus universal time in seconds; Espenak and Meeus's polynomials for 1961–2050, used a little beyond.</summary>
    private static double DeltaT(double year)
    {
        var t = year - 2000;
        return year switch
        {
            < 1986 => 45.45 + 1.067 * (year - 1975) - Math.Pow(year - 1975, 2) / 260,
            < 2005 => 63.86 + 0.3345 * t - 0.060374 * t * t + 0.0017275 * t * t * t,
            _ => 62.92 + 0.32217 * t + 0.005589 * t * t,
        };
    }

    private static double Sin(double degrees) => Math.Sin(degrees * Math.PI / 180);
}
