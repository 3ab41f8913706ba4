using ServiceTrack.Journal;

namespace ServiceTrack.Web.Dashboard;

/// <summary>Addresses of the lists behind the tiles of one dashboard.</summary>
public sealed class TileLists(DashboardScope scope)
{
    public const string AsOf = "&asOf=";

    private readonly string outlets = string.Concat(scope.Outlets.Select(o => $"&outletId={Uri.EscapeDataString(o)}"));

    public string Of(string filter) => $"/api/v1/activities?{filter}{outlets}";

    public string Of(string filter, DateTimeOffset from, DateTimeOffset to) =>
        Of($"{(filter.Length == 0 ? "" : filter + "&")}from={JournalTime.Text(from)}&to={JournalTime.Text(to)}");

    public string AsOfTime(string filter, DateTimeOffset asOf) => $"{Of(filter)}{AsOf}{JournalTime.Text(asOf)}";
}
