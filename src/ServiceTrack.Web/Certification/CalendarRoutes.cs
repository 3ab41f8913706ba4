using System.Collections.Immutable;
using Microsoft.AspNetCore.Http.HttpResults;
using ServiceTrack.Certification;
using ServiceTrack.Dashboard;
using ServiceTrack.Registers;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;
using ServiceTrack.Web.Tenants;

namespace ServiceTrack.Web.Certification;

/// <param name="Source">How sure it is that this deadline holds: seed, agency, one, memory, ours or body.</param>
/// <param name="Register">Where the entry stands that it follows from.</param>
/// <param name="DaysLeft">Less than zero: overdue by so many.</param>
/// <param name="Projected">Rests on the deadline before it being used up to its last day.</param>
public sealed record DeadlineView(
    string Code, Bilingual Name, FactSource Source, string Register, string Entry, string Title, DateOnly DueOn, int DaysLeft,
    ImmutableArray<DateOnly> RemindOn, bool Projected);

/// <summary>What falls due, by day.</summary>
public static class CalendarRoutes
{
    public static IServiceCollection AddCertificationCalendar(this IServiceCollection services) => services.AddSingleton<IWorker, Reminders>();

    public static void MapCertificationCalendar(this IEndpointRouteBuilder api) =>
        api.MapGet("/certification-calendar", Calendar).Needs(Right.Evidence).WithName("getCertificationCalendar").WithTags("Certification");

    private static async Task<Results<Ok<PageView<DeadlineView>>, ProblemHttpResult>> Calendar(
        ITenantStore store, Setup setup, Caller caller, TimeProvider clock, CancellationToken cancel)
    {
        if (!caller.Outlets.IsEmpty) return Problems.Forbidden("The calendar covers the whole company; you see some outlets only.");
        var today = LocalDays.DayOf(clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(setup.TimeZone));
        var deadlines = await Deadlines.Of(store, today, cancel);
        return TypedResults.Ok(new PageView<DeadlineView>([.. deadlines.Select(d => View(d, today))], null));
    }

    private static DeadlineView View(Deadline d, DateOnly today)
    {
        var (name, source) = DeadlineKinds.All[d.Code];
        return new(d.Code, name, source, d.Register, d.Entry, d.Title, d.DueOn, d.DueOn.DayNumber - today.DayNumber, [.. d.RemindOn], d.Projected);
    }
}
