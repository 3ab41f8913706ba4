using System.Collections.Immutable;
using System.Text;

namespace ServiceTrack.Storage.Sqlite;

/// <summary>SQL over one collection's columns, and the values it is bound with, in order.</summary>
internal sealed class QueryText(CollectionTable table)
{
    private readonly StringBuilder _sql = new();
    private readonly List<object?> _values = [];

    public string Sql => _sql.ToString();
    public IReadOnlyList<object?> Values => _values;

    public QueryText Add(string sql)
    {
        _sql.Append(sql);
        return this;
    }

    public QueryText Value(object? value)
    {
        _sql.Append('?');
        _values.Add(value);
        return this;
    }

    public QueryText Where(Condition condition)
    {
        switch (condition)
        {
            case Condition.In test:
                In(test);
                break;
            case Condition.Range range:
                if (table.Field(range.Field).Kind != FieldKind.Number)
                    throw new ArgumentException($"{range.Field} is a text and has no range.");
                var column = CollectionTable.Column(range.Field);
                Add($"({column} >= ").Value(range.From).Add($" AND {column} < ").Value(range.Before).Add(")");
                break;
            case Condition.All all:
                Joined(all.Parts, " AND ", "1");
                break;
            case Condition.Any any:
                Joined(any.Parts, " OR ", "0");
                break;
        }
        return this;
    }

    private void In(Condition.In test)
    {
        var field = table.Field(test.Field);
        var column = CollectionTable.Column(test.Field);
        var values = test.Values.Select(v => field.Typed(v)).Distinct().ToList();
        var some = values.Where(v => v is not null).ToList();
        if (values.Count == 0) Add("0");
        else if (some.Count == 0) Add($"{column} IS NULL");
        else
        {
            Add(some.Count < values.Count ? $"({column} IS NULL OR " : "(").Add($"{column} IN (");
            for (var i = 0; i < some.Count; i++) Add(i == 0 ? "" : ", ").Value(some[i]);
            Add("))");
        }
    }

    private void Joined(ImmutableArray<Condition> parts, string by, string none)
    {
        Add("(").Add(parts.Length == 0 ? none : "");
        for (var i = 0; i < parts.Length; i++) Add(i == 0 ? "" : by).Where(parts[i]);
        Add(")");
    }
}
