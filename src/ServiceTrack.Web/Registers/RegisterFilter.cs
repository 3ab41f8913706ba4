using Microsoft.OpenApi;
using ServiceTrack.Dashboard;
using ServiceTrack.Registers;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;
using ServiceTrack.Web.Activities;

namespace ServiceTrack.Web.Registers;

/// <summary>The filters of a register's list as they stand in an address: a declared field, its outlet, dates, text.</summary>
public static class RegisterFilter
{
    private static readonly string[] Known = ["recorded", "amended", "asOf", "from", "to", "until", "q", "sort", "limit", "cursor", "format"];

    /// <exception cref="RequestRefusedException">A filter that is unknown or has a value that means nothing.</exception>
    public static Query Read(Register register, IQueryCollection query, Setup setup, Caller caller, DateTimeOffset now)
    {
        List<Condition> all = [];
        foreach (var name in query.Keys.Where(k => !Known.Contains(k)))
        {
            if (!register.Filters.Contains(name) && !(name == Register.OutletField && register.HasOutlet)) throw Wrong(name, "There is no such filter.");
            all.Add(RegisterReading.Where(register, name, [.. query[name].Select(v => v is null or "none" ? null : v)]));
        }
        if (register.HasOutlet && !caller.Outlets.IsEmpty) all.Add(Condition.Is("outlet", [.. caller.Outlets]));
        if (ActivityFilter.Recorded(query) is { } recorded) all.Add(recorded);
        var today = LocalDays.DayOf(now, TimeZoneInfo.FindSystemTimeZoneById(setup.TimeZone));
        if (query["asOf"].ToString() is { Length: > 0 } asOf) all.Add(RegisterReading.HoldsOn(asOf == "today" ? today : Day("asOf", asOf)));
        var (from, to) = (Day(query, "from"), Day(query, "to"));
        if (from > to) throw Wrong("to", "Lies before from.");
        if (from is not null || to is not null) all.Add(RegisterReading.Dated(from, to));
        if (Day(query, "until") is { } until) all.Add(Condition.Between("until", 0, until.DayNumber + 1));
        var search = query["q"].ToString();
        if (caller.Share is { } share)
        {
            all.Add(share.OfEntries(register));
            // Whoever sees names masked could try them out.
            if (search.Length > 0 && register.Fields.Any(f => f.Mask is not null)) throw Wrong("q", "What is shown masked cannot be searched.");
        }
        var (order, descending) = (query["sort"].ToString(), search.Length > 0) switch
        {
            ("" or "-date", _) => ("date", true),
            (_, true) => throw Wrong("sort", "A search is sorted by -date."),
            ("date", _) => ("date", false),
            ("until", _) => ("until", false),
            _ => throw Wrong("sort", "Must be one of: -date, date, until."),
        };
        return new()
        {
            Where = RegisterReading.Of(register, [.. all]), OrderBy = order, Descending = descending, Search = search.Length == 0 ? null : search,
            Cursor = query["cursor"].ToString() is { Length: > 0 } cursor ? cursor : null, Limit = Paging.LimitOf(query),
        };
    }

    /// <summary>Tells the OpenAPI document of them; the fields by which a register can be asked stand in its declaration.</summary>
    public static RouteHandlerBuilder RegisterFilters(this RouteHandlerBuilder route) => route.AddOpenApiOperationTransformer((operation, _, _) =>
    {
        operation.Parameters ??= [];
        foreach (var name in Known.SkipLast(1))
            operation.Parameters.Add(new OpenApiParameter { Name = name, In = ParameterLocation.Query, Schema = new OpenApiSchema { Type = JsonSchemaType.String } });
        return Task.CompletedTask;
    });

    private static DateOnly? Day(IQueryCollection query, string name) => query[name].ToString() is { Length: > 0 } text ? Day(name, text) : null;

    private static DateOnly Day(string name, string text) => RegisterValues.Date(text) ?? throw Wrong(name, "Must be a date, yyyy-MM-dd.");

    private static RequestRefusedException Wrong(string field, string message) => new(StatusCodes.Status400BadRequest, field, message);
}
