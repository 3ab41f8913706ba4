using System.Collections.Immutable;
using System.Text.Json;
using ServiceTrack.Activities;
using ServiceTrack.Activities.Verbs;
using ServiceTrack.Tenants;

namespace ServiceTrack.Web.Demo;

/// <summary>One thing somebody does in a story, by the desk's own verbs.</summary>
/// <param name="Act">Given the activity's id, which is empty for the step that logs it.</param>
public sealed record DemoStep(DateTimeOffset At, Func<ActivityDesk, string, DateTimeOffset, CancellationToken, Task<Handled>> Act);

/// <summary>Makes up what becomes of one activity: the same seed tells the same story.</summary>
public sealed class DemoStory(Random random, ImmutableArray<string> outlets, Caller desk, ImmutableArray<string> technicians)
{
    private static readonly ImmutableArray<(string Kind, int Share)> Kinds =
    [
        ("complaint", 26), ("repair", 24), ("consultation", 14), ("installation", 12), ("delivery", 10), ("tech-support", 6),
        ("return", 3), ("exchange", 3), ("praise", 2),
    ];

    private static readonly ImmutableArray<string> Channels = ["web", "wechat", "hotline", "wechat", "ecommerce", "web", "email", "counter", "hotline", "authority"];

    public ImmutableArray<DemoStep> Tell(DateTimeOffset at, int number)
    {
        var kind = PickKind();
        var steps = ImmutableArray.CreateBuilder<DemoStep>();
        steps.Add(Logged(at, kind, number));
        if (kind == "praise") return steps.ToImmutable();
        var time = at + Minutes(4, 260);
        Then<Respond>(time, new("已联系顾客，说明处理安排"));
        if (kind is not "consultation") Then<Assign>(time += Minutes(1, 20), new(technicians[random.Next(technicians.Length)]));
        Then<Start>(time += Minutes(5, 90), new());
        if (random.Next(9) == 0) Then<Urge>(time += Minutes(30, 300), new("顾客来电催促"));
        if (random.Next(7) == 0)
        {
            Then<Hold>(time += Minutes(10, 60), new(DemoTexts.HoldReasons[random.Next(DemoTexts.HoldReasons.Length)]));
            Then<Resume>(time += Minutes(600, 4_000), new());
        }
        if (kind is "repair" or "installation")
        {
            // An appointment lies ahead of the moment it is made.
            var visit = time + Minutes(120, 1_500);
            Then<Schedule>(time, new(visit));
            Then<CheckIn>(visit, new());
            Then<Complete>(time = visit + Minutes(20, 120), random.Next(12) == 0 ? new(null, "absent") : new("顾客签字（演示）"));
        }
        if (kind == "delivery") Then<Deliver>(time += Minutes(300, 2_500), new("收货人（演示）", null, random.Next(20) == 0));
        if (kind is "return" or "exchange") Then<DecideReturn>(time += Minutes(60, 900), new(kind == "return" ? "refund" : "exchange"));
        Then<Resolve>(time += Minutes(20, kind == "consultation" ? 90 : 2_200), new(DemoTexts.Outcomes[random.Next(DemoTexts.Outcomes.Length)]));
        if (random.Next(30) == 0)
        {
            Then<Reopen>(time += Minutes(200, 3_000), new("顾客反映问题又出现"));
            Then<Resolve>(time += Minutes(200, 2_000), new("已上门处理"));
        }
        if (random.Next(10) < 8) Then<Close>(time + Minutes(600, 3_000), new());
        return steps.ToImmutable();

        void Then<TVerb>(DateTimeOffset when, TVerb verb) where TVerb : IVerb =>
            steps.Add(new(when, (d, id, now, cancel) => d.Do(id, verb, desk, null, null, now, cancel)));
    }

    private DemoStep Logged(DateTimeOffset at, string kind, int number)
    {
        var texts = DemoTexts.Of(kind);
        LogActivity request = new()
        {
            Kind = kind, Text = texts[random.Next(texts.Length)], Channel = Channels[random.Next(Channels.Length)],
            OutletId = outlets[random.Next(outlets.Length)], ExternalId = $"DEMO-{number:d6}", Source = "demo",
            Customer = new() { Name = $"演示顾客{number % 700:d3}", Phone = $"1990000{number % 700:d4}", Region = "演示地区" },
            Product = new(DemoTexts.Models[random.Next(DemoTexts.Models.Length)], $"DEMO{number:d8}"),
            Priority = random.Next(15) == 0 ? "urgent" : random.Next(6) == 0 ? "high" : null,
            Fields = kind is "return" or "exchange" ? ReturnFields(at) : null,
        };
        return new(at, (d, _, now, cancel) => d.Log(request, desk, null, now, cancel));
    }

    private Dictionary<string, JsonElement> ReturnFields(DateTimeOffset at) => new()
    {
        ["invoiceDate"] = JsonSerializer.SerializeToElement(at.AddDays(-random.Next(2, 20)).ToString("yyyy-MM-dd")),
        ["fault"] = JsonSerializer.SerializeToElement(true),
    };

    private string PickKind()
    {
        var at = random.Next(Kinds.Sum(k => k.Share));
        foreach (var (kind, share) in Kinds)
            if ((at -= share) < 0) return kind;
        return Kinds[0].Kind;
    }

    /// <summary>Most are quick and some take long, as desks know it.</summary>
    private TimeSpan Minutes(int least, int most)
    {
        var skewed = random.NextDouble() * random.NextDouble();
        return TimeSpan.FromSeconds(Math.Round((least + (skewed * (most - least))) * 60));
    }
}
