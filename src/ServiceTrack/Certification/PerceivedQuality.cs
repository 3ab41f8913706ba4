using System.Collections.Immutable;
using ServiceTrack.Journal;
using ServiceTrack.Registers;
using ServiceTrack.Tenants;
using static ServiceTrack.Registers.RegisterField;

namespace ServiceTrack.Certification;

/// <summary>What customers answered when they were asked for a certification how they perceive the service, and by what it is judged.</summary>
public static class PerceivedQuality
{
    public static readonly Register Answers = new("perceived-quality-answers", "顾客感知服务质量答卷", "Answers on perceived service quality", "answeredOn",
    [
        Date("answeredOn", "答卷日期", "Answered on").Needed(),
        Link("project", "certification-projects", "认证项目", "Project").Needed(),
        .. Cpsq.Dimensions.Select(d => Number(d.Code, d.Name.Zh, d.Name.En) with { Least = Cpsq.Lowest, Most = Cpsq.Highest }),
        Choice("how", "调查方式", "How it was asked", ("phone", "电话", "By phone"), ("on-site", "现场", "On site"), ("online", "网络", "Online"),
            ("paper", "纸质", "On paper"), ("other", "其他", "Other")).Needed(),
        Text("customer", "顾客姓名", "Customer's name").About(Mask.Name),
        Text("phone", "顾客电话", "Customer's phone").About(Mask.Number),
        AtOutlet(),
    ])
    {
        EventDate = "answeredOn", Filters = ["project", "how"], Reads = Right.Evidence, Rule = Rule,
        HintZh = "五个维度各 1–5 分，未作答的留空。指数的算法为本产品自拟。", HintEn = "Each dimension 1 to 5, empty where no answer was given. How the index is computed is our own.",
    };

    /// <summary>Of a project: the threshold, how many answers it asks for, and the weights.</summary>
    public static readonly ImmutableArray<RegisterField> Terms =
    [
        Number("cpsqLeast", "感知质量指数门槛（0–100）", "Perceived quality index: threshold (0–100)") with { Most = 100 },
        Number("cpsqAnswers", "感知质量最少答卷数（默认 30）", "Perceived quality: answers needed (30 unless stated)") with { Least = 1, Most = 1_000_000 },
        .. Cpsq.Dimensions.Select(d => Number(WeightField(d.Code), $"权重：{d.Name.Zh}（0–1）", $"Weight of {d.Name.En.ToLowerInvariant()} (0–1)") with { Most = 1 }),
    ];

    /// <summary>Equal ones where the project states none.</summary>
    public static ImmutableArray<decimal> Weights(RegisterEntry project) =>
        Stated(project.Fields.GetValueOrDefault) is { IsEmpty: false } stated ? stated : Cpsq.EqualWeights;

    public static ImmutableArray<int?> Scores(RegisterEntry answer) =>
        [.. Cpsq.Dimensions.Select(d => (int?)RegisterValues.Number(answer.Fields.GetValueOrDefault(d.Code)))];

    internal static IEnumerable<(string, string)> CheckTerms(RegisterDraft d)
    {
        if (d.Number("cpsqAnswers") is { } needed && needed != Math.Truncate(needed)) yield return ("cpsqAnswers", "Must be a whole number.");
        var (weights, first) = (Stated(f => d[f]), WeightField(Cpsq.Dimensions[0].Code));
        if (weights.IsEmpty) yield break;
        if (weights.Any(w => decimal.Round(w, 4) != w)) yield return (first, "A weight has at most four decimals.");
        else if (weights.Sum() != 1) yield return (first, FormattableString.Invariant($"The five weights come to {weights.Sum():0.####}; they must come to 1."));
    }

    /// <summary>None where none is stated; one left out beside others weighs nothing.</summary>
    private static ImmutableArray<decimal> Stated(Func<string, string?> field)
    {
        var stated = Cpsq.Dimensions.Select(d => RegisterValues.Number(field(WeightField(d.Code)))).ToList();
        return stated.All(w => w is null) ? [] : [.. stated.Select(w => w ?? 0)];
    }

    private static string WeightField(string dimension) => $"{dimension}Weight";

    private static IEnumerable<(string, string)> Rule(RegisterDraft d)
    {
        foreach (var (code, _) in Cpsq.Dimensions)
            if (d.Number(code) is { } score && score != Math.Truncate(score)) yield return (code, "Must be a whole number from 1 to 5.");
        if (Cpsq.Dimensions.All(dimension => d[dimension.Code] is null)) yield return (Cpsq.Dimensions[0].Code, "An answer scores one of the dimensions at least.");
    }
}
