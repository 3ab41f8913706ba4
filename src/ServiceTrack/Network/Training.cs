using System.Collections.Immutable;
using ServiceTrack.Journal;
using ServiceTrack.Registers;
using static ServiceTrack.Registers.RegisterField;

namespace ServiceTrack.Network;

/// <summary>What staff were taught, what came of it, and which product changes nobody has told them of.</summary>
public static class Training
{
    public static readonly Register Register = new("training", "培训记录", "Training", "topic",
    [
        Date("heldOn", "培训日期", "Held on").Needed(),
        Text("topic", "培训主题", "Topic").Needed(),
        Choice("kind", "类别", "Kind", ("induction", "入职", "Induction"), ("product", "产品", "Product"), ("skills", "技能", "Skills"),
            ("rules", "制度", "Rules"), ("safety", "安全", "Safety")).Needed(),
        Links("staff", "staff", "参加人员", "Attended").Needed(),
        Link("change", "product-changes", "对应产品变更", "Product change"),
        Link("document", "documents", "对应文件", "Document"),
        Text("trainer", "讲师", "Trainer").About(Mask.Name),
        Number("hours", "学时", "Hours"),
        YesNo("signedIn", "有签到表", "Sign-in sheet"),
        Date("plannedOn", "计划日期", "Planned for"),
        AtOutlet(),
    ]) { EventDate = "heldOn", Filters = ["kind", "change", "document"] };

    public static readonly Register Exams = new("exams", "培训考核", "Exam results", "staff",
    [
        Date("takenOn", "考核日期", "Taken on").Needed(),
        Link("training", "training", "培训", "Training").Needed(),
        Link("staff", "staff", "人员", "Person").Needed(),
        Number("score", "成绩", "Score") with { Most = 100 },
        YesNo("passed", "合格", "Passed").Needed(),
    ])
    {
        EventDate = "takenOn", Filters = ["training", "staff", "passed"],
        Rule = d => RegisterValues.Links(d.Linked[d["training"]!].Fields.GetValueOrDefault("staff")).Contains(d["staff"])
            ? [] : [("staff", "This person did not attend the training.")],
    };

    public static readonly Register ProductChanges = new("product-changes", "产品变更", "Product changes", "title",
    [
        Date("changedOn", "变更日期", "Changed on").Needed(),
        Text("title", "变更内容", "Change").Needed(),
        Link("product", "products", "产品", "Product").Needed(),
        Choice("audience", "须培训人员", "Who must be trained", ("technician", "技术人员", "Technicians"), ("agent", "客服人员", "Agents"), ("all", "全部", "All")).Needed(),
        LongText("detail", "说明", "Detail"),
    ]) { EventDate = "changedOn", Filters = ["product"] };

    /// <summary>Changes whose people are not all trained on a day, each with the staff entries that lack it.</summary>
    public static ImmutableArray<UntrainedStaff> Untrained(
        IEnumerable<RegisterEntry> changes, IEnumerable<RegisterEntry> training, IEnumerable<RegisterEntry> staff, DateOnly day)
    {
        var trained = training.Where(t => t.InForce(day) && t.Fields.ContainsKey("change"))
            .SelectMany(t => RegisterValues.Links(t.Fields["staff"]).Select(s => (Change: t.Fields["change"], Staff: s))).ToHashSet();
        var present = staff.Where(s => s.InForce(day)).ToList();
        return
        [
            .. from change in changes
               where change.InForce(day)
               let missing = present.Where(s => change.Fields["audience"] is var who && (who == "all" || s.Fields.GetValueOrDefault("duty") == who))
                   .Select(s => s.Id).Where(s => !trained.Contains((change.Id, s))).Order(StringComparer.Ordinal).ToImmutableArray()
               where missing.Length > 0
               select new UntrainedStaff(change.Id, missing),
        ];
    }
}

public sealed record UntrainedStaff(string ChangeId, ImmutableArray<string> Staff);
