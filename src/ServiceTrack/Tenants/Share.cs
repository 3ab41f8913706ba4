using System.Collections.Immutable;
using ServiceTrack.Activities;
using ServiceTrack.Certification;
using ServiceTrack.Documents;
using ServiceTrack.Registers;
using ServiceTrack.Storage;

namespace ServiceTrack.Tenants;

/// <summary>
/// What a company shares with an auditor: the records that serve some clauses of a scheme, of a period, at the outlets of
/// the membership. What it covers is settled when it is given: a scheme that is changed afterwards widens nothing.
/// </summary>
/// <param name="Clauses">As they were named; what stands below them is meant, too.</param>
/// <param name="Packs">Evidence packs that were handed over with it.</param>
/// <param name="GivenAt">Sessions and tokens from before belong to an earlier share, and end with that.</param>
public sealed record Share(
    string Id, string Scheme, int SchemeVersion, ImmutableArray<string> Clauses, ShareWindow Window, ImmutableArray<SharedRecords> Records,
    ImmutableArray<string> Packs, DateTimeOffset GivenAt)
{
    /// <summary>The longest that one may last.</summary>
    public const int MostDays = 90;

    public static string StreamOf(string id) => $"share/{id}";

    /// <summary>The clauses named, and all below them.</summary>
    public static ImmutableArray<Clause> Within(Scheme scheme, ImmutableArray<string> clauses)
    {
        return [.. scheme.Clauses.Where(Named)];

        bool Named(Clause clause) => clauses.Contains(clause.Id) || (clause.Parent is { } parent && scheme.Clause(parent) is { } above && Named(above));
    }

    /// <summary>The records that the scheme's evidence rules count for the clauses. Measures have none of their own.</summary>
    public static ImmutableArray<SharedRecords> RecordsOf(Scheme scheme, ImmutableArray<string> clauses) =>
    [
        // Findings about the clauses, whenever they were raised: an auditor leaves some, and begins with those of last time.
        new(Certificates.Findings.Name, [.. Within(scheme, clauses).Select(c => c.Id)], []) { AnyTime = true },
        .. from clause in Within(scheme, clauses)
           from rule in clause.Evidence
           let records = SharedRecords.Of(rule)
           where records is not null
           select records,
    ];

    public bool Covers(Activity activity) =>
        Window.From <= activity.OccurredAt && activity.OccurredAt < Window.Before
        && Records.Any(r => r.Register is null && r.OfKind(activity.Kind) && (r.Severities.IsEmpty || r.Severities.Contains(activity.Severity ?? "")));

    public bool Covers(Register register) => Records.Any(r => r.Register == register.Name);

    public bool Covers(Register register, RegisterEntry entry) =>
        Records.Any(r => r.IsOf(register, entry.Fields) && (r.AnyTime || entry.FallsIn(Window.FirstDay, Window.EndDay)));

    /// <summary>Whether an auditor may record this.</summary>
    public bool Takes(Register register, IReadOnlyDictionary<string, string> fields) => Records.Any(r => r.IsOf(register, fields));

    public bool CoversClause(string clause) => Records.Any(r => r.Register == Certificates.Findings.Name && r.OfKind(clause));

    public bool CoversKind(string kind) => Records.Any(r => r.Register is null && r.OfKind(kind));

    /// <summary>What <see cref="Covers(Activity)"/> says, for a query.</summary>
    public Condition OfActivities() => Condition.Both(
        Condition.Between("occurredAt", Window.From.ToUnixTimeMilliseconds(), Window.Before.ToUnixTimeMilliseconds()),
        Condition.Either([.. Records.Where(r => r.Register is null).Select(r => Condition.Both(
            r.Kinds.IsEmpty ? Condition.Always : Condition.Is("kind", [.. r.Kinds]),
            r.Severities.IsEmpty ? Condition.Always : Condition.Is("severity", [.. r.Severities])))]));

    /// <summary>What <see cref="Covers(Registers.Register, RegisterEntry)"/> says, for a query.</summary>
    public Condition OfEntries(Register register) => Condition.Either([.. Records.Where(r => r.Register == register.Name).Select(r => Condition.Both(
        r.AnyTime ? Condition.Always : RegisterReading.FallingIn(register, Window.FirstDay, Window.EndDay),
        r.Kinds.IsEmpty ? Condition.Always : RegisterReading.Where(register, r.FieldOfKind(), [.. r.Kinds])))]);
}

/// <summary>Half-open, once as times of events and once as days of entries, since the company's time zone may change.</summary>
public sealed record ShareWindow(DateOnly FirstDay, DateOnly EndDay, DateTimeOffset From, DateTimeOffset Before);

/// <summary>Records of one sort.</summary>
/// <param name="Register">Null: activities.</param>
/// <param name="Kinds">Empty: all.</param>
/// <param name="Severities">Of activities; empty: all.</param>
public sealed record SharedRecords(string? Register, ImmutableArray<string> Kinds, ImmutableArray<string> Severities)
{
    /// <summary>The field of an entry that says of which kind it is.</summary>
    public string FieldOfKind() =>
        Register == ControlledDocuments.Register.Name ? "type" : Register == Certificates.Findings.Name ? "clause" : "kind";

    /// <summary>Of entries, whatever the share's period.</summary>
    public bool AnyTime { get; init; }

    public bool IsOf(Register register, IReadOnlyDictionary<string, string> fields) =>
        Register == register.Name && OfKind(fields.GetValueOrDefault(FieldOfKind()));

    public bool OfKind(string? kind) => Kinds.IsEmpty || (kind is not null && Kinds.Contains(kind));

    public static SharedRecords? Of(EvidenceRule rule) => rule.From switch
    {
        EvidenceFrom.Activities => new(null, rule.Kinds, rule.Severities),
        EvidenceFrom.Register => new(rule.Named, rule.Kinds, []),
        EvidenceFrom.Document => new(ControlledDocuments.Register.Name, [rule.Named!], []),
        EvidenceFrom.Measure => null,
    };
}
