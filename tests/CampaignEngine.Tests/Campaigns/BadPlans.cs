namespace CampaignEngine.Tests.Campaigns;

/// <summary>One case for each thing the form of a campaign file can have wrong: what is changed, the code and the place of the problem.</summary>
internal static class BadPlans
{
    public static readonly (string Path, string? Json, string Code, string Where)[] SeenBySchemaToo =
    [
        ("title", null, "missing", "$.title"),
        ("title", "\"  \"", "missing", "$.title"),
        ("title", "7", "wrong-type", "$.title"),
        ("title", $"\"{new string('a', 201)}\"", "too-long", "$.title"),
        ("tittle", "\"x\"", "unknown-property", "$.tittle"),
        ("class", "\"Advert\"", "not-one-of", "$.class"),
        ("class", null, "missing", "$.class"),
        ("classReason", null, "missing", "$.classReason"),
        ("segments", "[]", "missing", "$.segments"),
        ("segments", "\"V1\"", "wrong-type", "$.segments"),
        ("segments", "[\"V1\", 2]", "wrong-type", "$.segments[1]"),
        ("segments", "[\"V1\", \"V1\"]", "repeated", "$.segments[1]"),
        ("segments", "[\"\"]", "missing", "$.segments[0]"),
        ("channels", "[]", "missing", "$.channels"),
        ("channels[0].accents", "\"none\"", "not-one-of", "$.channels[0].accents"),
        ("channels[0].language", "\"km\"", "not-one-of", "$.channels[0].language"),
        ("channels[0].template", null, "missing", "$.channels[0].template"),
        ("channels[0].rate", "1", "unknown-property", "$.channels[0].rate"),
        ("schedule", null, "missing", "$.schedule"),
        ("schedule.startAt", null, "missing", "$.schedule.startAt"),
        ("schedule.startAt", "\"05/05/2026 08:00\"", "not-a-moment", "$.schedule.startAt"),
        ("schedule.expireAfterHours", null, "one-end", "$.schedule.expireAfterHours"),
        ("schedule.doNotSendAfter", "\"2026-05-09T20:00\"", "one-end", "$.schedule.expireAfterHours"),
        ("schedule.expireAfterHours", "0", "out-of-range", "$.schedule.expireAfterHours"),
        ("schedule.expireAfterHours", "1.5", "out-of-range", "$.schedule.expireAfterHours"),
        ("schedule.sendingWindow", "{\"from\":\"8h\",\"to\":\"20:00\"}", "not-an-hour", "$.schedule.sendingWindow.from"),
        ("schedule.sendingWindow", "{\"from\":\"08:00\"}", "missing", "$.schedule.sendingWindow.to"),
        ("schedule.window", "{}", "unknown-property", "$.schedule.window"),
        ("limits", null, "missing", "$.limits"),
        ("limits.maxParts", "11", "out-of-range", "$.limits.maxParts"),
        ("limits.partsPerSecond", "\"10\"", "wrong-type", "$.limits.partsPerSecond"),
        ("limits.budgetDong", "0", "out-of-range", "$.limits.budgetDong"),
        ("limits.budgetDong", "1e13", "out-of-range", "$.limits.budgetDong"),
        ("limits.maxMessages", "0", "out-of-range", "$.limits.maxMessages"),
        ("publications", """[{"channel":"facebook","texts":{"vi":"Bài"},"photos":[0]}]""", "out-of-range", "$.publications[0].photos[0]"),
        ("publications", """[{"channel":"facebook","texts":{"vi":"Bài"},"photos":["3"]}]""", "wrong-type", "$.publications[0].photos[0]"),
        ("publications", """[{"channel":"facebook","texts":{"vi":"Bài"},"photos":[2,2]}]""", "repeated", "$.publications[0].photos[1]"),
        ("publications", """[{"channel":"facebook","texts":{"vi":"Bài"},"photos":[1,2,3,4,5,6,7,8,9,10,11]}]""", "too-many", "$.publications[0].photos"),
        ("publications", """[{"channel":"facebook","texts":{"vi":"Bài"},"video":"phim.mp4"}]""", "wrong-type", "$.publications[0].video"),
        ("tolerancePercent", "51", "out-of-range", "$.tolerancePercent"),
    ];

    /// <summary>What a JSON Schema cannot say.</summary>
    public static readonly (string Path, string? Json, string Code, string Where)[] SeenByTheReaderOnly =
    [
        ("title", "\"a\\u0000b\"", "not-one-line", "$.title"),
        ("segments", "[\"V1\\n\"]", "not-one-line", "$.segments[0]"),
        ("schedule.startAt", "\"2026-02-30T08:00\"", "not-a-moment", "$.schedule.startAt"),
        ("schedule.sendingWindow", "{\"from\":\"06:30\",\"to\":\"20:00\"}", "outside-legal-hours", "$.schedule.sendingWindow"),
        ("schedule.sendingWindow", "{\"from\":\"08:00\",\"to\":\"22:30\"}", "outside-legal-hours", "$.schedule.sendingWindow"),
        ("schedule.sendingWindow", "{\"from\":\"20:00\",\"to\":\"08:00\"}", "outside-legal-hours", "$.schedule.sendingWindow"),
        ("channels", """
            [{ "channel": "sms", "template": "a", "accents": "keep", "language": "vi" }, { "channel": "sms", "template": "b", "accents": "keep", "language": "vi" }]
            """, "repeated", "$.channels[1].channel"),
    ];
}
