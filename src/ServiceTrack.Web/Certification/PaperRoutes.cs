using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using ServiceTrack.Certification;
using ServiceTrack.Dashboard;
using ServiceTrack.Journal;
using ServiceTrack.Network;
using ServiceTrack.Registers;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;
using ServiceTrack.Web.Registers;
using ServiceTrack.Web.Tenants;

namespace ServiceTrack.Web.Certification;

/// <summary>Papers that can be written from the registers, as pages to print: those of an application, and the proof of a certificate for tenders.</summary>
public static class PaperRoutes
{
    /// <summary>More rows than this belong into a file, not onto paper.</summary>
    private const int MostRows = 2000;

    public static void MapPapers(this IEndpointRouteBuilder api)
    {
        api.MapGet("/application-papers", Paper).Needs(Right.Evidence).WithName("printPaper").WithTags("Certification");
        api.MapGet("/certificates/{id}/proof-sheet", ProofSheet).Needs(Right.Evidence).WithName("printProofSheet").WithTags("Certification");
    }

    /// <param name="scheme">The scheme whose paper it is.</param>
    /// <param name="number">Of the paper in the scheme.</param>
    private static async Task<Results<ContentHttpResult, ProblemHttpResult>> Paper(
        string scheme, int number, ITenantStore store, Setup setup, Caller caller, RegisterViews views, TimeProvider clock, CancellationToken cancel)
    {
        if (await new SchemeDesk(store).Find(scheme, null, cancel) is not { } found) return Problems.Invalid("scheme", "There is no such scheme.");
        if (found.Papers.FirstOrDefault(p => p.Number == number) is not { } paper) return Problems.Invalid("number", "The scheme asks for no such paper.");
        if (paper.Registers.IsEmpty) return Problems.Invalid("number", "This paper cannot be written from the registers; bring it as a document.");
        if (!caller.Outlets.IsEmpty) return Problems.Forbidden("A paper covers the whole company; you see some outlets only.");
        var today = Today(setup, clock);
        var outlets = await DirectoryCollections.All(store, Outlet.Collection, Condition.Always, "name", cancel).Take(MostRows).ToListAsync(cancel);
        var tables = new List<PrintedTable>();
        foreach (var name in paper.Registers)
            tables.Add(name == Register.Outlets ? Table(outlets) : await Table(RegisterRoutes.Named(name), store, views, today, cancel));
        // Outlets beside other registers: the paper that describes the whole system.
        if (!paper.Registers.Contains(Register.Outlets) || paper.Registers.Length == 1) return Page($"{number} {paper.Name.Zh}", setup, today, [], tables);
        tables.Add(await NotApplicable(found, outlets, store, views, cancel));
        return Page($"{number} {paper.Name.Zh}", setup, today, [Summary(outlets)], tables);
    }

    private static async Task<Results<ContentHttpResult, ProblemHttpResult>> ProofSheet(
        string id, ITenantStore store, Setup setup, Caller caller, RegisterDesk desk, RegisterViews views, TimeProvider clock, CancellationToken cancel)
    {
        if (await desk.Find(Certificates.Register, id, caller, cancel) is not { } certificate) return Problems.NotFound();
        var today = Today(setup, clock);
        using var key = await JournalKey.Of(store, clock.GetUtcNow(), cancel);
        var rows = new List<IReadOnlyList<string>>();
        foreach (var field in Certificates.Register.Fields.Where(f => f.Name != "renewalFiledOn"))
            if (certificate.Fields.TryGetValue(field.Name, out var value)) rows.Add([field.NameZh, await views.Words(field, value, cancel)]);
        rows.Add(["状态", certificate.InForce(today) ? "有效" : "不在有效期内"]);
        rows.Add(["服务记录签名密钥指纹", key.Public.Fingerprint]);
        string[] remarks = certificate.Fields.ContainsKey("link") ? ["证书状态以发证机构与国家认证认可信息公共服务平台的公示为准, 可按下列网址和编号查询。"] : [];
        return Page("售后服务认证证明", setup, today, remarks, [new("证书信息", ["项目", "内容"], rows)]);
    }

    private static PrintedTable Table(IReadOnlyCollection<Outlet> outlets) => new(
        "网点清单", ["名称", "性质", "区域", "地址", "是否核实"],
        [.. outlets.Select(o => (IReadOnlyList<string>)[o.Name, o.Ownership == "own" ? "直属" : "委托", o.Area ?? "", o.Address ?? "", o.Confirmed ? "已核实" : "未核实"])]);

    private static string Summary(IReadOnlyCollection<Outlet> outlets)
    {
        var own = outlets.Count(o => o.Ownership == "own");
        var form = own == outlets.Count ? "直属" : own == 0 ? "委托" : "混合";
        return string.Create(CultureInfo.InvariantCulture, $"服务网点共 {outlets.Count} 个, 其中直属 {own} 个, 委托 {outlets.Count - own} 个, 形式为{form}。");
    }

    /// <summary>Of the latest assessment under the scheme; what was refused applies.</summary>
    private static async Task<PrintedTable> NotApplicable(Scheme scheme, IReadOnlyCollection<Outlet> outlets, ITenantStore store, RegisterViews views, CancellationToken cancel)
    {
        var latest = await store.Query(Assessment.Collection, new() { Where = Condition.Is("schemeId", scheme.Id), OrderBy = "openedAt", Descending = true, Limit = 1 }, cancel);
        var rows = new List<IReadOnlyList<string>>();
        var person = RegisterField.Link("by", Register.People, "", "");
        foreach (var sheet in latest.Items.SelectMany(a => a.Value.Sheets))
            foreach (var (clause, asked) in sheet.Exemptions.Where(e => e.Value.Approved != false))
                rows.Add([
                    clause, scheme.Clause(clause)?.Name.Zh ?? "", sheet.OutletId is { } id ? outlets.FirstOrDefault(o => o.Id == id)?.Name ?? "" : "总部", asked.Reason,
                    asked.Approved == true ? $"已批准（{await views.Label(person, asked.DecidedBy!["person/".Length..], cancel)}）" : "待批准",
                ]);
        return new("不适用条款", ["条款", "名称", "范围", "理由", "批准"], rows, latest.Items.Any() ? "自评中没有不适用的条款" : "尚未自评");
    }

    // Personal fields stay out of papers that go to others.
    private static async Task<PrintedTable> Table(Register register, ITenantStore store, RegisterViews views, DateOnly today, CancellationToken cancel)
    {
        var fields = register.Fields.Where(f => f.Mask is null && f.Type != RegisterFieldType.LongText).ToList();
        var rows = new List<IReadOnlyList<string>>();
        await foreach (var entry in store.Entries(register, RegisterReading.HoldsOn(today), cancel).Take(MostRows))
        {
            var row = new List<string>(fields.Count);
            foreach (var field in fields) row.Add(entry.Fields.TryGetValue(field.Name, out var value) ? await views.Words(field, value, cancel) : "");
            rows.Add(row);
        }
        return new(register.NameZh, [.. fields.Select(f => f.NameZh)], rows);
    }

    private static DateOnly Today(Setup setup, TimeProvider clock) =>
        LocalDays.DayOf(clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(setup.TimeZone));

    private static ContentHttpResult Page(string title, Setup setup, DateOnly today, IEnumerable<string> remarks, IEnumerable<PrintedTable> tables) =>
        TypedResults.Content(PrintedPage.Of(title, [$"{setup.Name}　截至 {RegisterValues.Text(today)}"], remarks, tables), "text/html; charset=utf-8");
}
