using System.Buffers.Text;
using System.Globalization;
using System.Text.Json.Nodes;
using ServiceTrack.Journal;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;

namespace ServiceTrack.Tests.Journal;

/// <summary>The example of JOURNAL.md.</summary>
internal static class WorkedVector
{
    public static readonly string[] Leaves =
    [
        """{"at":"2026-11-21T08:00:00.000Z","by":"person/p1","data":{"channel":"hotline","kind":"complaint"},"personal":{"customer.phone":{"full":"qrC6lefXdWvACiXrFEKfAgJ2B0gUeMhwL8AOasGy9nc","masked":"N_ZQPrZn84wqLewm35hWa5T2hLfbxHl1u_0EOOEDF_s"}},"recordedAt":"2026-11-21T08:00:01.250Z","stream":"activity/a1","tenant":"t1","type":"ActivityReceived","v":1,"version":1}""",
        """{"at":"2026-11-21T08:05:00.000Z","by":"person/p1","data":{},"personal":{},"recordedAt":"2026-11-21T08:05:00.000Z","stream":"activity/a1","tenant":"t1","type":"ActivityResponded","v":1,"version":2}""",
        """{"at":"2026-11-21T09:00:00.000Z","by":"person/p1","data":{"outcome":"已换新"},"personal":{},"recordedAt":"2026-11-21T09:00:00.000Z","stream":"activity/a1","tenant":"t1","type":"ActivityResolved","v":1,"version":3}""",
    ];

    public static readonly string[] LeafHashes =
    [
        "RLcBx+3vvMW4j1Lt2ICBwcTrEzhkNyWYZxx+LvrkUAA=",
        "+0CEVR9drNwXY9JhMw8pQAyNybYlPqGXnURvoVOlIrc=",
        "MBVmz/KLrynpiFfu//BM6LEznH8SRqp+fXWMttvwDYo=",
    ];

    public const string RootOf2 = "Xchz6WgMRhP3yddFHerrgoQZ8Z3Dit1UcHwC7uSwkYg=";
    public const string RootOf3 = "EWPnAaySxgiaF0VPDZK9X9OHi2clkeNyaJlukbP09Fw=";

    public static readonly PersonalValue Phone =
        Sealed.With("customer.phone", JsonValue.Create("13812345678"), Mask.Number, Counting(0x00), Counting(0x10));

    private static readonly (NewEvent Event, DateTimeOffset RecordedAt)[] Events =
    [
        (new("ActivityReceived", At("08:00:00"), "person/p1", new() { ["kind"] = "complaint", ["channel"] = "hotline" }, [Phone]), At("08:00:01.25")),
        (new("ActivityResponded", At("08:05:00"), "person/p1", [], []), At("08:05:00")),
        (new("ActivityResolved", At("09:00:00"), "person/p1", new() { ["outcome"] = "已换新" }, []), At("09:00:00")),
    ];

    public static byte[][] Make() =>
        [.. Events.Select((e, i) => LeafBytes.Of(new TenantId("t1"), "activity/a1", i + 1, e.Event, e.RecordedAt))];

    public static async Task Into(ITenantStore store)
    {
        for (var i = 0; i < Events.Length; i++)
            await store.Commit(new() { At = Events[i].RecordedAt, Append = new("activity/a1", i, [Events[i].Event]) }, CancellationToken.None);
    }

    private static DateTimeOffset At(string time) =>
        DateTimeOffset.Parse($"2026-11-21T{time}Z", CultureInfo.InvariantCulture).ToOffset(TimeSpan.FromHours(8));

    private static Salt Counting(int from) =>
        new(Base64Url.EncodeToString([.. Enumerable.Range(from, 16).Select(i => (byte)i)]));
}
