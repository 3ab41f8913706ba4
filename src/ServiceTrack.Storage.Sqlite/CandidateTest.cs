namespace ServiceTrack.Storage.Sqlite;

/// <summary>Whether a row found by the leading term also meets the query's condition and the other terms.</summary>
internal sealed class CandidateTest
{
    private readonly Connection _database;
    private readonly QueryText _where;
    private readonly string _sql;
    private readonly long _tenant;
    private readonly IReadOnlyList<SearchTerm> _terms;
    private readonly List<string> _probes;
    private readonly bool _beginnings;

    public CandidateTest(
        Connection database, CollectionTable table, long tenant, Condition where, IReadOnlyList<SearchTerm> terms, SearchTerm lead)
    {
        (_database, _tenant, _terms) = (database, tenant, terms);
        _where = new QueryText(table).Where(where);
        _probes = [.. terms.Where(t => !t.Prefix && t != lead).Select(t => t.Text)];
        _beginnings = terms.Any(t => t.Prefix && t != lead);
        var probe = $" AND EXISTS (SELECT 1 FROM {table.Tokens} WHERE tenant = ? AND token = ? AND ord = ? AND row = ?)";
        _sql = $"SELECT id, {(_beginnings ? "text" : "NULL")} FROM {table.Rows} WHERE row = ? AND {_where.Sql}"
            + string.Concat(Enumerable.Repeat(probe, _probes.Count));
    }

    public string? IdIfMet(long order, long row)
    {
        using var find = _database.Use(_sql).Bind(row).BindAll(_where.Values);
        foreach (var token in _probes) find.Bind(_tenant).Bind(token).Bind(order).Bind(row);
        return find.Step() && (!_beginnings || SearchTokens.Match(find.String(1), _terms)) ? find.String(0) : null;
    }
}
