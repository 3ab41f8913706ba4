using System.Collections.Immutable;
using Microsoft.AspNetCore.Http.HttpResults;
using ServiceTrack.Customers;
using ServiceTrack.Dashboard;
using ServiceTrack.Documents;
using ServiceTrack.Improvement;
using ServiceTrack.Network;
using ServiceTrack.Registers;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;

namespace ServiceTrack.Web.Registers;

/// <summary>What follows from a register's entries as they stand today.</summary>
/// <param name="State">ok, warn (look at it soon) or gap (something is missing).</param>
/// <param name="Items">What the figure is made of, or what is missing in it.</param>
public sealed record RegisterFigureView(string Key, string NameZh, string NameEn, string Value, string State, ImmutableArray<FigureItem> Items);

/// <param name="Register">Where the entry stands; kinds, outlets and people as links name them.</param>
public sealed record FigureItem(string Register, string Id, string? Label, string Value, string State = "ok");

/// <summary>Derived figures, each computed by the rule of its room from entries read by index.</summary>
public sealed class RegisterFigures(ITenantStore store, Setup setup, RegisterViews views, Caller caller, TimeProvider clock)
{
    private const int ExpiringDays = 90, MostItems = 50;

    private readonly DateOnly today = LocalDays.DayOf(clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(setup.TimeZone));

    public static async Task<Ok<PageView<RegisterFigureView>>> Get(string register, RegisterFigures figures, CancellationToken cancel) =>
        TypedResults.Ok(new PageView<RegisterFigureView>(await figures.Of(RegisterRoutes.Named(register), cancel), null));

    public async Task<IReadOnlyList<RegisterFigureView>> Of(Register register, CancellationToken cancel)
    {
        List<RegisterFigureView> figures = [];
        // Sums over the whole company are nothing for those who see some of its outlets.
        if (caller.Outlets.IsEmpty && await Own(register.Name, cancel) is { } own) figures.Add(own);
        if (register.ValidUntil is not null) figures.Add(await Expiring(register, cancel));
        return figures;
    }

    private async Task<RegisterFigureView?> Own(string register, CancellationToken cancel) => register switch
    {
        "staff" or "qualifications" => await Managers(cancel),
        "training" or "product-changes" => await Untrained(cancel),
        "parts" or "part-movements" => await Stock(cancel),
        "documents" => await Rules(cancel),
        "budgets" or "spending" => await Spent(cancel),
        "recalls" or "recall-units" => await Recalled(cancel),
        "targets" or "target-results" => await Results(cancel),
        "corrective-actions" => await Overdue(cancel),
        _ => null,
    };

    private async Task<RegisterFigureView> Managers(CancellationToken cancel)
    {
        var ratio = Staff.Ratio(await All(Staff.Register, cancel), await All(Staff.Qualifications, cancel), today, ExpiringDays);
        return Figure("managers", "售后服务管理师（持证/应有）", "After-sales service managers (held/needed)", $"{ratio.Holding} / {ratio.Needed}",
            !ratio.Enough ? "gap" : ratio.Expiring.IsEmpty ? "ok" : "warn",
            await Items(ratio.Expiring, Staff.Register, _ => ("expiring", "warn"), cancel));
    }

    private async Task<RegisterFigureView> Untrained(CancellationToken cancel)
    {
        var lacking = Training.Untrained(await All(Training.ProductChanges, cancel), await All(Training.Register, cancel), await All(Staff.Register, cancel), today);
        var missing = lacking.ToDictionary(l => l.ChangeId, l => l.Staff.Length);
        return Figure("untrained", "尚有人员未培训的产品变更", "Product changes with untrained staff", $"{missing.Count}", missing.Count == 0 ? "ok" : "gap",
            await Items(missing.Keys, Training.ProductChanges, c => ($"{missing[c]}", "gap"), cancel));
    }

    private async Task<RegisterFigureView> Stock(CancellationToken cancel)
    {
        var there = (await store.Balances(Parts.Movements, cancel)).GroupBy(b => b.Key.Split('/')[0]).ToDictionary(g => g.Key, g => g.Sum(b => b.Value));
        var parts = (await All(Parts.Register, cancel)).ToDictionary(p => p.Id);
        bool Low(string part) => there.GetValueOrDefault(part) < RegisterValues.Number(parts[part].Fields.GetValueOrDefault("least"));
        var low = parts.Keys.Count(Low);
        return Figure("stock", "低于最低库存的备件", "Parts below their least stock", $"{low}", low == 0 ? "ok" : "warn",
            await Items(parts.Keys.OrderBy(p => !Low(p)), Parts.Register, p => ($"{there.GetValueOrDefault(p):0.##}", Low(p) ? "warn" : "ok"), cancel));
    }

    private async Task<RegisterFigureView> Rules(CancellationToken cancel)
    {
        var kinds = setup.Kinds.ToList();
        var ruled = ControlledDocuments.RulesInForce(await All(ControlledDocuments.Register, cancel), kinds.Select(k => k.Code), today);
        var items = new List<FigureItem>();
        foreach (var kind in kinds.OrderBy(k => !ruled[k.Code].IsEmpty))
            items.Add(new(Register.Kinds, kind.Code, null, string.Join("; ", ruled[kind.Code].Select(d => $"{d.Title} {d.Fields["version"]}")), ruled[kind.Code].IsEmpty ? "gap" : "ok"));
        var with = ruled.Values.Count(r => !r.IsEmpty);
        return Figure("rules", "有现行制度的活动类型", "Kinds of activity with a rule in force", $"{with} / {kinds.Count}", with == kinds.Count ? "ok" : "gap", [.. items]);
    }

    private async Task<RegisterFigureView> Spent(CancellationToken cancel)
    {
        var use = Funds.Use(await All(Funds.Budgets, cancel), await All(Funds.Spending, cancel)).ToDictionary(u => u.BudgetId);
        return Figure("spent", "已支出/预算（元）", "Spent of budget (CNY)", $"{use.Values.Sum(u => u.Spent):0.00} / {use.Values.Sum(u => u.Amount):0.00}",
            use.Values.Any(u => u.Left < 0) ? "warn" : "ok",
            await Items(use.Keys, Funds.Budgets, b => ($"{use[b].Spent:0.00} / {use[b].Amount:0.00}", use[b].Left < 0 ? "warn" : "ok"), cancel));
    }

    private async Task<RegisterFigureView> Recalled(CancellationToken cancel)
    {
        var units = (await All(Recalls.Units, cancel)).ToLookup(u => u.Fields["recall"]);
        var progress = (await All(Recalls.Register, cancel)).ToDictionary(r => r.Id, r => Recalls.Progress(units[r.Id]));
        var all = Recalls.Progress(units.SelectMany(u => u));
        return Figure("recalled", "已联系/召回产品", "Recalled units reached", $"{all.Reached} / {all.Units}", all.Reached == all.Units ? "ok" : "warn",
            await Items(progress.Keys, Recalls.Register, r => (
                $"{progress[r].Reached} / {progress[r].Units}{(progress[r].ShareReached is { } share ? $" ({Math.Floor(share * 100)}%)" : "")}",
                progress[r].Reached == progress[r].Units ? "ok" : "warn"), cancel));
    }

    private async Task<RegisterFigureView> Results(CancellationToken cancel)
    {
        var months = Reviews.Compare(await All(Reviews.Targets, cancel), await All(Reviews.Results, cancel));
        var last = months.GroupBy(m => m.TargetId).ToDictionary(g => g.Key, g => g.Last());
        var met = last.Values.Count(m => m.Met == true);
        return Figure("results", "最近一月达标的目标", "Targets met in their latest month", $"{met} / {last.Count}", met == last.Count ? "ok" : "warn",
            await Items(last.Keys, Reviews.Targets, t => ($"{last[t].Month[..7]}: {last[t].Value:0.##}", last[t].Met == true ? "ok" : "warn"), cancel));
    }

    private async Task<RegisterFigureView> Overdue(CancellationToken cancel)
    {
        var open = await store.Entries(CorrectiveActions.Register, RegisterReading.Where(CorrectiveActions.Register, "state", "open"), cancel).ToListAsync(cancel);
        var late = CorrectiveActions.Overdue(open, today).ToDictionary(a => a.Id);
        return Figure("overdue", "逾期未完成/未完成", "Overdue of open actions", $"{late.Count} / {open.Count}", late.Count == 0 ? "ok" : "gap",
            await Items(late.Keys, CorrectiveActions.Register, a => (late[a].Fields["dueOn"], "gap"), cancel));
    }

    /// <summary>What holds today and ends within the time, by the index of last days.</summary>
    private async Task<RegisterFigureView> Expiring(Register register, CancellationToken cancel)
    {
        List<Condition> where = [Condition.Between("until", today.DayNumber, today.DayNumber + ExpiringDays + 1)];
        if (register.HasOutlet && !caller.Outlets.IsEmpty) where.Add(Condition.Is("outlet", [.. caller.Outlets]));
        var page = await store.Query(RegisterEntry.Collection, new() { Where = RegisterReading.Of(register, [.. where]), OrderBy = "until", Limit = MostItems }, cancel);
        var ends = page.Items.ToDictionary(e => e.Value.Id, e => e.Value.Fields[register.ValidUntil!]);
        return Figure("expiring", $"{ExpiringDays} 天内到期", $"Ending within {ExpiringDays} days", page.Next is null ? $"{ends.Count}" : $"{ends.Count}+",
            ends.Count == 0 ? "ok" : "warn", await Items(ends.Keys, register, e => (ends[e], "warn"), cancel));
    }

    private async Task<ImmutableArray<FigureItem>> Items(
        IEnumerable<string> ids, Register register, Func<string, (string Value, string State)> of, CancellationToken cancel)
    {
        var items = ImmutableArray.CreateBuilder<FigureItem>();
        var field = RegisterField.Link("item", register.Name, "", "");
        foreach (var id in ids.Take(MostItems)) items.Add(new(register.Name, id, await views.Label(field, id, cancel), of(id).Value, of(id).State));
        return items.ToImmutable();
    }

    private Task<ImmutableArray<RegisterEntry>> All(Register register, CancellationToken cancel) => store.All(register, cancel);

    private static RegisterFigureView Figure(string key, string zh, string en, string value, string state, ImmutableArray<FigureItem> items) =>
        new(key, zh, en, value, state, items);
}
