namespace ServiceTrack.Storage.Sqlite;

/// <summary>
/// One page of what a search finds, highest first: span by span from the top, the rows of one leading term in each, and
/// for those the other terms and the condition. Looks at a bounded number of rows and of spans.
/// </summary>
internal sealed class Search(Connection database, CollectionTable table, long tenant, Query query, IReadOnlyList<SearchTerm> terms)
{
    private const int MostSpans = 8_000;
    private const int SampledSpans = 16;
    private const string BeyondAll = "\U0010FFFF";
    private const string WhereSpans = "s.tenant = ? AND s.start <= ? AND s.start >= ?";

    private string FromSpans => $"FROM {table.Spans} s CROSS JOIN {table.Tokens} t ON t.span = s.span";

    public Page<T> Read<T>(ListCursor cursor)
    {
        var after = cursor.Read(query.Cursor);
        var from = after is { } place ? TokenRows.OrderOf(place.Order) : long.MaxValue;
        var lowest = Down(from, MostSpans);
        var items = new List<Stored<T>>();
        var (last, looked) = (after, 0);
        foreach (var (start, candidates, found) in BySpan(Lead(from), from, lowest))
        {
            looked += candidates;
            foreach (var row in found.Where(r => IsAfter(after, r)).OrderByDescending(r => r))
            {
                if (items.Count == query.Limit) return new(items, cursor.Of(last!.Value));
                items.Add(DocumentRows.At<T>(database, table, row.Row));
                last = PlaceOf(row.Order, row.Id);
            }
            if (looked >= Pages.MostRows && start > long.MinValue) return new(items, cursor.Of(PlaceOf(start, "")));
        }
        return new(items, lowest == long.MinValue ? null : cursor.Of(PlaceOf(lowest, "")));
    }

    /// <summary>The start of the span so many down, or the lowest of all.</summary>
    private long Down(long from, int spans)
    {
        using var find = database.Use(
            $"SELECT start FROM {table.Spans} WHERE tenant = ? AND start <= ? ORDER BY start DESC LIMIT 1 OFFSET ?")
            .Bind(tenant).Bind(from).Bind(spans - 1L);
        return find.Step() ? find.Long(0) : long.MinValue;
    }

    /// <summary>The term that has the fewest rows among the first spans.</summary>
    private SearchTerm Lead(long from)
    {
        var lowest = Down(from, SampledSpans);
        return terms.Count == 1 ? terms[0] : terms.MinBy(term =>
        {
            using var count = database.Use($"SELECT count(*) {FromSpans} WHERE {WhereSpans} AND {Is(term)}")
                .Bind(tenant).Bind(from).Bind(lowest).BindAll(ValuesOf(term));
            count.Step();
            return count.Long(0);
        });
    }

    /// <summary>Of each span that has the leading term: where it starts, how many rows were looked at, and which meet all.</summary>
    private IEnumerable<(long Start, int Candidates, HashSet<Found> Found)> BySpan(SearchTerm lead, long from, long lowest)
    {
        var where = new QueryText(table).Where(query.Where);
        var others = terms.Where(t => t != lead).ToList();
        var probes = others.Select(o => $" AND EXISTS (SELECT 1 FROM {table.Tokens} t WHERE t.span = s.span AND {Is(o)} AND t.row = c.row)");
        using var rows = database.Use(
            $"""
            SELECT s.start, {table.Order}, c.id, c.row, {where.Sql}{string.Concat(probes)}
            {FromSpans} CROSS JOIN {table.Rows} c ON c.row = t.row WHERE {WhereSpans} AND {Is(lead)} ORDER BY s.start DESC
            """)
            .BindAll(where.Values).BindAll(others.SelectMany(ValuesOf))
            .Bind(tenant).Bind(from).Bind(lowest).BindAll(ValuesOf(lead));

        var (start, candidates, found) = (0L, 0, new HashSet<Found>());
        while (rows.Step())
        {
            if (candidates > 0 && rows.Long(0) != start)
            {
                yield return (start, candidates, found);
                (candidates, found) = (0, []);
            }
            start = rows.Long(0);
            candidates++;
            if (rows.Long(4) != 0) found.Add(new(rows.Long(1), rows.String(2), rows.Long(3)));
        }
        if (candidates > 0) yield return (start, candidates, found);
    }

    private static bool IsAfter(Place? after, Found row) => after is not { } place
        || row.CompareTo(new(TokenRows.OrderOf(place.Order), place.Id, 0)) < 0;

    private static Place PlaceOf(long order, string id) => new(order == long.MinValue ? null : order, id);

    private static string Is(SearchTerm term) => term.Prefix ? "t.token >= ? AND t.token < ?" : "t.token = ?";

    private static IEnumerable<object?> ValuesOf(SearchTerm term) =>
        term.Prefix ? [term.Text, term.Text + BeyondAll] : [term.Text];

    private readonly record struct Found(long Order, string Id, long Row) : IComparable<Found>
    {
        public int CompareTo(Found other) => Order != other.Order ? Order.CompareTo(other.Order) : Text.Compare(Id, other.Id);
    }
}
