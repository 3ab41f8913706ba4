using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using ServiceTrack.Activities.Verbs;
using ServiceTrack.Certification;
using ServiceTrack.Evidence;
using ServiceTrack.Network;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;
using ServiceTrack.Web.Tenants;

namespace ServiceTrack.Web.Evidence;

/// <param name="From">A date (the company's midnight) or a time with offset.</param>
/// <param name="To">Not included.</param>
/// <param name="PreviousPackId">An earlier pack, to be proved the beginning of this one's journal.</param>
/// <param name="Unmask">Asks for personal values whole; needs the right to see them, and a reason that is journaled.</param>
/// <param name="SchemeId">The certification whose clauses the pack is ordered by; without one by ledger alone.</param>
/// <param name="OutletIds">Ledgers show the records of these outlets alone; the journal's leaves are always complete.</param>
public sealed record EvidencePackRequest(
    string From, string To, string? PreviousPackId = null, UnmaskRequest? Unmask = null, string? SchemeId = null, IReadOnlyList<string>? OutletIds = null);

public sealed record UnmaskRequest(string Reason);

/// <param name="Pdf">Null where nobody asked for it.</param>
/// <param name="Printable">Whether a PDF can be asked for: the pack is finished, and this server prints.</param>
public sealed record EvidencePackView(
    string Id, PackState Status, DateTimeOffset From, DateTimeOffset To, bool Masked, string? SchemeId, int? SchemeVersion, IReadOnlyList<string> OutletIds,
    string RequestedBy, DateTimeOffset RequestedAt, PackShares? Shares, int Missing, long? Bytes, string? Sha256, string? Checkpoint, string? Fingerprint, IReadOnlyList<Finding> Proved, IReadOnlyList<Finding> NotProved, string? Failure,
    DateTimeOffset? RemadeAt, PackPdfView? Pdf, bool Printable);

public static class EvidenceRoutes
{
    private const int MostOutlets = 500, FirstYear = 1950, LastYear = 8000;

    /// <summary><c>Evidence:Chromium</c> names the program that prints packs; without it, one on the path; <c>none</c>: no PDF.</summary>
    public static IServiceCollection AddEvidence(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<IWorker, PackWorker>();
        PrintFolder.Sweep(Path.GetTempPath());
        if (Chromium.Find(configuration["Evidence:Chromium"]) is not { } program) return services;
        return services.AddPrinter(s => ActivatorUtilities.CreateInstance<Chromium>(s, program));
    }

    /// <summary>Only where something prints is anything asked to be printed.</summary>
    public static IServiceCollection AddPrinter(this IServiceCollection services, Func<IServiceProvider, IPrinter> printer) =>
        services.AddSingleton(printer).AddSingleton<IWorker, PdfWorker>();

    public static void MapEvidence(this IEndpointRouteBuilder api)
    {
        var packs = api.MapGroup("/evidence-packs").WithTags("Evidence");
        packs.MapPost("/", Ask).Needs(Right.Evidence).WithName("makeEvidencePack");
        packs.MapGet("/", List).Needs(Right.Evidence).ForShares(Disclosed.List).WithName("listEvidencePacks");
        packs.MapGet("/{id}", Get).Needs(Right.Evidence).ForShares(Disclosed.Record).WithName("getEvidencePack");
        packs.MapGet("/{id}/download", Download).Needs(Right.Evidence).ForShares(Disclosed.Pack).LogsUnmasked(Disclosed.Pack).WithName("downloadEvidencePack");
    }

    private static async Task<Results<Accepted<EvidencePackView>, ProblemHttpResult>> Ask(
        Body<EvidencePackRequest> body, ITenantStore store, Setup setup, Caller caller, [FromServices] IPrinter? printer, WorkBell bell, TimeProvider clock,
        CancellationToken cancel)
    {
        var r = body.Value;
        var now = clock.GetUtcNow();
        var zone = TimeZoneInfo.FindSystemTimeZoneById(setup.TimeZone);
        var errors = new FieldErrors();
        var (from, to) = (Dates.Read(r.From, zone), Dates.Read(r.To, zone));
        errors.Require(from is not null, "from", Dates.Message);
        errors.Require(to is not null, "to", Dates.Message);
        errors.Require(!(from?.Year < FirstYear), "from", $"Lies before the year {FirstYear}.");
        errors.Require(!(to?.Year > LastYear), "to", $"Lies after the year {LastYear}.");
        errors.Require(!(from >= to), "to", "Must be after from.");
        errors.Require(!(from > now), "from", "Lies in the future.");
        errors.Require(r.Unmask is null || !string.IsNullOrWhiteSpace(r.Unmask.Reason), "unmask.reason", "Required.");
        if (r.Unmask is { } unmask && Limits.Problem(unmask.Reason, Limits.LongestTerm) is { } problem) errors.Add("unmask.reason", problem);
        if (r.PreviousPackId is { } previous)
            errors.Require(await store.Find(PackRecord.Collection, previous, cancel) is { Value.Checkpoint: not null }, "previousPackId", "There is no such finished pack.");
        var scheme = r.SchemeId is { } schemeId ? await new SchemeDesk(store).Find(schemeId, null, cancel) : null;
        errors.Require(r.SchemeId is null || scheme is not null, "schemeId", "There is no such scheme.");
        errors.Require(r.OutletIds is not { Count: > MostOutlets }, "outletIds", $"At most {MostOutlets} outlets.");
        foreach (var outlet in (r.OutletIds ?? []).Take(MostOutlets))
            errors.Require(await store.Find(Outlet.Collection, outlet, cancel) is not null, "outletIds", $"There is no outlet {outlet}.");
        if (errors.Any) return Problems.Of(errors.ToRefusal());
        if (!caller.Outlets.IsEmpty) return Problems.Forbidden("A pack covers the whole company; you see some outlets only.");
        if (r.Unmask is not null && !caller.May(Right.SeePersonal)) return Problems.Forbidden("This needs the right 'SeePersonal'.");
        PackRecord pack = new(Guid.CreateVersion7(now).ToString("N"), from!.Value, to!.Value, caller.By, now)
        {
            UnmaskReason = r.Unmask?.Reason, PreviousPackId = r.PreviousPackId, SchemeId = scheme?.Id, SchemeVersion = scheme?.Version,
            OutletIds = [.. r.OutletIds ?? []],
        };
        if (r.Unmask is not null)
            await Disclosure.Of(caller, Disclosed.Export, $"/api/v1/evidence-packs/{pack.Id}", now, r.Unmask.Reason).Keep(store, cancel);
        await PackWorker.Request(store, pack, cancel);
        bell.Ring();
        return TypedResults.Accepted($"/api/v1/evidence-packs/{pack.Id}", View(pack, printer is not null));
    }

    private static async Task<Ok<PageView<EvidencePackView>>> List(
        HttpRequest request, ITenantStore store, Caller caller, [FromServices] IPrinter? printer, CancellationToken cancel)
    {
        if (caller.Share is { } share)
        {
            var shared = new List<EvidencePackView>();
            foreach (var id in share.Packs)
                if (await store.Find(PackRecord.Collection, id, cancel) is { Value: var pack }) shared.Add(View(pack, printer is not null));
            return TypedResults.Ok(new PageView<EvidencePackView>(shared, null));
        }
        var page = await store.Query(PackRecord.Collection, new()
        {
            OrderBy = "requestedAt", Descending = true, Limit = Paging.LimitOf(request.Query),
            Cursor = request.Query["cursor"].ToString() is { Length: > 0 } cursor ? cursor : null,
        }, cancel);
        return TypedResults.Ok(new PageView<EvidencePackView>([.. page.Items.Select(p => View(p.Value, printer is not null))], page.Next));
    }

    private static async Task<Results<Ok<EvidencePackView>, ProblemHttpResult>> Get(
        string id, ITenantStore store, Caller caller, [FromServices] IPrinter? printer, CancellationToken cancel) =>
        IsFor(caller, id) && await store.Find(PackRecord.Collection, id, cancel) is { Value: var pack } ? TypedResults.Ok(View(pack, printer is not null)) : Problems.NotFound();

    private static async Task<Results<FileStreamHttpResult, ProblemHttpResult>> Download(string id, ITenantStore store, Caller caller, CancellationToken cancel)
    {
        var (pack, refused) = await For(caller, id, store, cancel);
        if (pack is null) return refused!;
        return pack.Sha256 is { } sha256 && await store.Blobs.Open(sha256, cancel) is { } file
            ? TypedResults.Stream(file, "application/zip", NameOf(pack, "zip")) : Problems.NotFound();
    }

    /// <summary>A pack covers the whole company, unless it was handed over; and one with values opened is for those who may see them.</summary>
    internal static async Task<(PackRecord? Pack, ProblemHttpResult? Refused)> For(Caller caller, string id, ITenantStore store, CancellationToken cancel)
    {
        if (!IsFor(caller, id) || await store.Find(PackRecord.Collection, id, cancel) is not { Value: var pack }) return (null, Problems.NotFound());
        return (!caller.Outlets.IsEmpty && caller.Share is null) || (pack.UnmaskReason is not null && !caller.May(Right.SeePersonal))
            ? (null, Problems.Forbidden("You have no right to this pack.")) : (pack, null);
    }

    internal static string NameOf(PackRecord pack, string ending) =>
        string.Create(CultureInfo.InvariantCulture, $"evidence-{pack.From:yyyyMMdd}-{pack.To:yyyyMMdd}.{ending}");

    private static bool IsFor(Caller caller, string pack) => caller.Share?.Packs.Contains(pack) != false;

    internal static EvidencePackView View(PackRecord p, bool prints) => new(
        p.Id, p.State, p.From, p.To, p.UnmaskReason is null, p.SchemeId, p.SchemeVersion, p.OutletIds,
        p.RequestedBy, p.RequestedAt, p.Shares, p.Missing, p.Sha256 is null ? null : p.Bytes, p.Sha256,
        p.Checkpoint, p.Fingerprint, p.Proved, p.NotProved, p.Failure, p.RemadeAt,
        PackPdfView.Of(p.Pdf), prints && p.Sha256 is not null);
}
