namespace ServiceTrack.Storage.Sqlite;

/// <summary>
/// One page of what a search finds, highest first. The rarest term leads: its rows are taken in order, or collected and
/// sorted where the term is the beginning of several tokens, and the other terms are looked up for each of them. Where
/// every term is such a beginning and common, matches are dense, and the order's index is walked instead.
/// </summary>
internal sealed class Search(
    Connection database, CollectionTable table, long tenant, Query query, Scan scan, IReadOnlyList<SearchTerm> terms)
{
    private const string InTokens = "tenant = ? AND token = ?";
    private const string BeginningTokens = "tenant = ? AND token >= ? AND token < ?";
    private const string AfterAll = "\U0010FFFF";

    public Page<T> Read<T>(Cursor cursor)
    {
        var lead = Lead();
        return lead is { } term
            ? Along<T>(term, cursor)
            : Pages.Read<T>(database, table, tenant, query, scan, cursor, row => Matches(row));
    }

    private SearchTerm? Lead()
    {
        SearchTerm? lead = null;
        var fewest = Pages.MostRows + 1L;
        foreach (var term in terms)
        {
            var count = Count(term, fewest);
            if (count < fewest) (lead, fewest) = (term, count);
        }
        return lead ?? terms.Where(t => !t.Prefix).Select(t => (SearchTerm?)t).FirstOrDefault();
    }

    private long Count(SearchTerm term, long limit)
    {
        using var count = Bound(
            $"SELECT count(*) FROM (SELECT 1 FROM {table.Tokens} WHERE {Range(term)} LIMIT ?)", term).Bind(limit);
        count.Step();
        return count.Long(0);
    }

    private Page<T> Along<T>(SearchTerm lead, Cursor cursor)
    {
        var after = cursor.Read(query.Cursor);
        var from = after is { } place ? TokenRows.OrderOf(place.Order) : long.MaxValue;
        var test = new CandidateTest(database, table, tenant, query.Where, terms, lead);
        var items = new List<Stored<T>>();
        var (last, looked) = (after, 0);
        foreach (var tied in Tied(lead.Prefix ? Collected(lead, from) : InOrder(lead, from)))
        {
            if (looked >= Pages.MostRows) return new(items, cursor.Of(last!.Value));
            looked += tied.Count;
            object? order = tied[0].Order == long.MinValue ? null : tied[0].Order;
            var met = tied.Select(t => (Id: test.IdIfMet(t.Order, t.Row), t.Row)).Where(t => t.Id is not null).ToList();
            met.Sort((a, b) => Text.Compare(b.Id!, a.Id!));
            foreach (var (id, row) in met)
            {
                if (after is { } a && Equals(a.Order, order) && Text.Compare(id!, a.Id) >= 0) continue;
                if (items.Count == query.Limit) return new(items, cursor.Of(last!.Value));
                items.Add(DocumentRows.At<T>(database, table, row));
                last = new(order, id!);
            }
            if (items.Count < query.Limit) last = new(order, "");
        }
        return new(items, null);
    }

    private IEnumerable<(long Order, long Row)> InOrder(SearchTerm term, long from)
    {
        using var rows = Bound(
            $"SELECT ord, row FROM {table.Tokens} WHERE {InTokens} AND ord <= ? ORDER BY ord DESC, row DESC", term).Bind(from);
        while (rows.Step()) yield return (rows.Long(0), rows.Long(1));
    }

    private IEnumerable<(long Order, long Row)> Collected(SearchTerm term, long from)
    {
        var found = new HashSet<(long Order, long Row)>();
        using (var rows = Bound($"SELECT ord, row FROM {table.Tokens} WHERE {BeginningTokens} AND ord <= ?", term).Bind(from))
            while (rows.Step()) found.Add((rows.Long(0), rows.Long(1)));
        return found.OrderDescending();
    }

    /// <summary>Rows with the same order together, since among them the id decides, which the tokens do not hold.</summary>
    private static IEnumerable<List<(long Order, long Row)>> Tied(IEnumerable<(long Order, long Row)> candidates)
    {
        var tied = new List<(long Order, long Row)>();
        foreach (var candidate in candidates)
        {
            if (tied.Count > 0 && tied[0].Order != candidate.Order)
            {
                yield return tied;
                tied = [];
            }
            tied.Add(candidate);
        }
        if (tied.Count > 0) yield return tied;
    }

    private bool Matches(long row)
    {
        using var find = database.Use($"SELECT text FROM {table.Rows} WHERE row = ?").Bind(row);
        return find.Step() && find.StringOrNull(0) is { } text && SearchTokens.Match(text, terms);
    }

    private static string Range(SearchTerm term) => term.Prefix ? BeginningTokens : InTokens;

    private Statement Bound(string sql, SearchTerm term)
    {
        var statement = database.Use(sql).Bind(tenant).Bind(term.Text);
        return term.Prefix ? statement.Bind(term.Text + AfterAll) : statement;
    }
}
