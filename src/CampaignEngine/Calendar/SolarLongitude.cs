namespace CampaignEngine.Calendar;

/// <summary>The Sun's apparent longitude, good to 0.01° (Meeus, Astronomical Algorithms, 2nd ed., ch. 25).</summary>
internal static class SolarLongitude
{
    /// <param name="jd">Julian day, universal time; the difference to dynamical time is within the method's error.</param>
    /// <returns>Degrees, 0 ≤ x &lt; 360.</returns>
    public static double At(double jd)
    {
        var t = (jd - 2451545.0) / 36525;
        var mean = 280.46646 + t * (36000.76983 + t * 0.0003032);
        var anomaly = Radians(357.52911 + t * (35999.05029 - t * 0.0001537));
        var centre = (1.914602 - t * (0.004817 + t * 0.000014)) * Math.Sin(anomaly)
            + (0.019993 - t * 0.000101) * Math.Sin(2 * anomaly) + 0.000289 * Math.Sin(3 * anomaly);
        var apparent = mean + centre - 0.00569 - 0.00478 * Math.Sin(Radians(125.04 - 1934.136 * t));
        return (apparent % 360 + 360) % 360;
    }

    private static double Radians(double degrees) => degrees * Math.PI / 180;
}
