using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using ServiceTrack.Dashboard;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;
using ServiceTrack.Web.Dashboard;
using ServiceTrack.Web.Tenants;

namespace ServiceTrack.Web.Reports;

public static class ReportRoutes
{
    private static readonly ImmutableArray<string> Units = ["day", "week", "month"];
    private static readonly ImmutableArray<string> Dimensions = [Fact.Kind, Fact.Outlet, Fact.Channel, Fact.Category, Fact.Agent];

    public static void MapReports(this IEndpointRouteBuilder api)
    {
        var reports = api.MapGroup("/reports").WithTags("Reports");
        Map(reports, "response-times", "reportResponseTimes", Fact.Kind, ResponseTimes.Of);
        Map(reports, "complaints", "reportComplaints", Fact.Category, Complaints.Of, ofComplaints: true);
        Map(reports, "workload", "reportWorkload", Fact.Agent, Workload.Of);
        Map(reports, "promise-kept", "reportPromiseKept", Fact.Kind, PromiseKept.Of);
        Map(reports, "on-time", "reportOnTime", Fact.Kind, Punctuality.Of);
    }

    private static void Map<T>(IEndpointRouteBuilder reports, string name, string operation, string usual, Func<Tally, T> show, bool ofComplaints = false)
    {
        reports.MapGet($"/{name}", Handler()).Needs(Right.Read).WithName(operation);

        // Hidden from the generator of routes, which knows no type parameters.
        Delegate Handler() => Get;

        async Task<Results<Ok<Report<T>>, ProblemHttpResult>> Get(
            string? from, string? to, string? groupBy, string? outletId, ITenantStore store, Setup setup, Caller caller, TimeProvider clock, CancellationToken cancel)
        {
            var now = clock.GetUtcNow();
            var period = ReportPeriod.Read(from, to, setup, now);
            var division = groupBy ?? usual;
            var allowed = Units.AddRange(Dimensions.Where(d => !(ofComplaints && d == Fact.Kind)));
            if (!allowed.Contains(division)) return Problems.Invalid("groupBy", $"Must be one of: {string.Join(", ", allowed)}.");
            if (await DashboardScope.Of(caller, outletId, store, cancel) is not { } scope) return Problems.NotFound();
            var spans = Units.Contains(division) ? period.By(division).ToList() : [period];
            var figures = await RollupReading.Of(store, now, async reading =>
            {
                var all = new List<Figures>(spans.Count);
                foreach (var span in spans) all.Add(await reading.Sum(scope.Scopes, span.From, span.To, cancel));
                return all;
            }, cancel);
            var total = new Figures();
            foreach (var part in figures) total.Add(part);
            return TypedResults.Ok(new Report<T>(period.From, period.To, division, show(Tallied(total)), [.. Units.Contains(division) ? InTime() : ByValue()]));

            IEnumerable<ReportGroup<T>> InTime() => spans.Zip(figures, (span, f) => new ReportGroup<T>(
                span.First.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), span.From, span.To, show(Tallied(f))));

            IEnumerable<ReportGroup<T>> ByValue() =>
                from v in total.By(ofComplaints ? Fact.OfComplaints(division) : division)
                where v.Tally[Counted.Received] > 0
                select new ReportGroup<T>(v.Value.Length == 0 ? "none" : v.Value, null, null, show(v.Tally));
        }

        Tally Tallied(Figures figures) => ofComplaints ? figures.By(Fact.Kind, "complaint") : figures.All;
    }
}
