namespace CampaignEngine.Calendar;

public readonly record struct LunarDate(int Year, int Month, int Day, bool Leap = false);
