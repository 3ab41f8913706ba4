using System.Text.Json;
using System.Text.Json.Nodes;
using ServiceTrack.Sla;

namespace ServiceTrack.Tests.Sla;

/// <summary>Explain requests written briefly, their answers as the JSON an outsider reads.</summary>
internal static class Explain
{
    public const string Office = "09:00-12:00 13:30-18:00";

    /// <param name="days">"mon-fri 09:00-12:00 13:30-18:00".</param>
    /// <param name="events">"2026-09-30T16:00 received", at <paramref name="offset"/> where none is given.</param>
    /// <param name="exceptions">"2026-10-01", or with windows "2026-10-10 09:00-12:00".</param>
    public static JsonObject Request(
        string[] days, string[] events, string now, string zone = "Asia/Shanghai", string? response = null, string? resolution = null,
        string offset = "+08:00", params string[] exceptions)
    {
        var targets = new JsonObject();
        if (response is not null) targets["response"] = response;
        if (resolution is not null) targets["resolution"] = resolution;
        return new JsonObject
        {
            ["timeZone"] = zone,
            ["calendar"] = new JsonObject { ["weekly"] = Week(days), ["exceptions"] = new JsonArray([.. exceptions.Select(Exception)]) },
            ["targets"] = targets,
            ["events"] = new JsonArray([.. events.Select(it => it.Split(' ')).Select(it =>
                new JsonObject { ["at"] = Time(it[0], offset), ["type"] = it[1] })]),
            ["now"] = Time(now, offset),
        };
    }

    public static JsonArray Clocks(JsonObject request)
    {
        var (result, errors) = Run(request);
        Assert.Empty(errors);
        return JsonSerializer.SerializeToNode(result, JsonSerializerOptions.Web)!["clocks"]!.AsArray();
    }

    public static JsonNode Clock(JsonObject request) => Assert.Single(Clocks(request))!;

    public static Dictionary<string, string[]> Errors(JsonNode? request)
    {
        var (result, errors) = Run(request);
        Assert.Null(result);
        return errors;
    }

    /// <summary>"kind from to" a segment, in local times without year and seconds.</summary>
    public static string[] Segments(JsonNode clock) =>
        [.. clock["segments"]!.AsArray().Select(it => $"{it!["kind"]} {Short(it["from"])} {Short(it["to"])}")];

    public static string? Short(JsonNode? time) => time is null ? null : time.GetValue<string>()[5..16];

    private static (ExplainResult? Result, Dictionary<string, string[]> Errors) Run(JsonNode? request) =>
        SlaExplain.Run(JsonSerializer.SerializeToElement(request));

    private static JsonObject Week(string[] days)
    {
        string[] names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
        var week = new JsonObject();
        foreach (var name in names) week[name] = new JsonArray();
        foreach (var words in days.Select(it => it.Split(' ')))
        {
            var range = words[0].Split('-');
            for (var day = Array.IndexOf(names, range[0]); day <= Array.IndexOf(names, range[^1]); day++)
                week[names[day]] = Windows(words[1..]);
        }
        return week;
    }

    private static JsonNode Exception(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new JsonObject { ["date"] = words[0], ["windows"] = Windows(words[1..]) };
    }

    private static JsonArray Windows(string[] windows) => new([.. windows.Select(it => JsonValue.Create(it))]);

    private static string Time(string text, string offset) =>
        (text.Length == 16 ? text + ":00" : text) + (text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > 10 ? "" : offset);
}
