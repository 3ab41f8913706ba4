using System.Collections.Immutable;
using System.Text.Json;
using ServiceTrack.Sla;

namespace ServiceTrack.Certification;

/// <summary>
/// Reads a scheme, strictly: whatever is unknown, missing, of the wrong type or at odds with the rest is refused by its
/// path, all of it at once.
/// </summary>
public static class SchemeReader
{
    /// <returns>The scheme, null where there are errors, each by the path of its field.</returns>
    public static (Scheme? Scheme, FieldErrors Errors) Read(JsonElement body, EvidenceNames names)
    {
        var errors = new FieldErrors();
        var scheme = Whole(new(body, "", errors), names);
        if (scheme is not null && !errors.Any) SchemeTree.Check(scheme, errors);
        return (errors.Any ? null : scheme, errors);
    }

    private static Scheme? Whole(JsonField field, EvidenceNames names)
    {
        if (!field.IsObject("id", "version", "name", "note", "clauses", "scoring", "levels", "triggers", "papers", "eligibility", "stages", "gates", "certificate"))
            return null;
        var scheme = new Scheme(field["id"].Code(), field["version"].IsMissing ? 1 : field["version"].Count(1, 1_000_000) ?? 1, field["name"].Words())
        {
            Note = field["note"].IsMissing ? null : field["note"].Words(),
            Clauses = field["clauses"].All(500, c => Clause(c, names)),
            Scoring = field["scoring"].IsMissing ? new() : Scoring(field["scoring"]),
            Levels = field["levels"].All(20, SchemePartsReader.Level),
            Triggers = field["triggers"].All(50, SchemePartsReader.Trigger),
            Papers = field["papers"].All(50, SchemePartsReader.Paper),
            Eligibility = field["eligibility"].All(50, e => SchemePartsReader.Eligibility(e, names)),
            Stages = field["stages"].All(30, SchemePartsReader.Stage),
            Gates = field["gates"].All(10, SchemePartsReader.Gate),
            Certificate = field["certificate"].IsMissing ? null : SchemePartsReader.Certificate(field["certificate"]),
        };
        if (scheme.Clauses.IsEmpty) field["clauses"].Refuse("must hold at least one clause");
        return scheme;
    }

    private static Clause? Clause(JsonField field, EvidenceNames names)
    {
        if (!field.IsObject("id", "parent", "name", "points", "source", "confirmed", "confirmedBy", "sampling", "notApplicable", "evidence")) return null;
        var (points, confirmed) = (field["points"].IsMissing ? null : field["points"].Amount(0, 10_000), field["confirmed"].Flag(unless: false));
        var clause = new Clause(field["id"].Code(), field["parent"].IsMissing ? null : field["parent"].Code(), field["name"].Words(),
            points, field["source"].OneOf<FactSource>(), confirmed, field["confirmedBy"].IsMissing ? null : field["confirmedBy"].Term())
        {
            Sampling = field["sampling"].OneOf(unless: Sampling.Qualitative),
            NotApplicable = field["notApplicable"].OneOf(unless: NotApplicable.WithReason),
            Evidence = field["evidence"].All(20, e => Rule(e, names)),
        };
        if (confirmed && clause.ConfirmedBy is null) field["confirmedBy"].Refuse("is required: name the body whose points these are");
        if (confirmed && points is null) field["points"].Refuse("is required where points are confirmed");
        return clause;
    }

    internal static EvidenceRule? Rule(JsonField field, EvidenceNames names)
    {
        if (!field.IsObject("from", "kinds", "severities", "named", "months", "freshMonths", "enough", "source", "follows")) return null;
        var from = field["from"].OneOf<EvidenceFrom>();
        var rule = new EvidenceRule(from, field["enough"].Count(1, 1_000_000) ?? 1, field["source"].OneOf<FactSource>())
        {
            Severities = field["severities"].Known(EvidenceNames.Severities),
            Named = field["named"].IsMissing ? null : field["named"].Known(names.Of(from), one: true).FirstOrDefault(),
            Months = field["months"].IsMissing ? null : field["months"].Count(3, 36),
            FreshMonths = field["freshMonths"].IsMissing ? null : field["freshMonths"].Count(1, 36),
            Follows = field["follows"].IsMissing ? null : field["follows"].Words(),
        };
        rule = rule with { Kinds = field["kinds"].Known(from == EvidenceFrom.Activities ? names.Kinds : EvidenceNames.KindsOf(rule.Named)) };
        if (from == EvidenceFrom.Activities)
        {
            if (rule.Kinds.IsEmpty && rule.Severities.IsEmpty) field["kinds"].Refuse("must name a kind, or severities one");
            if (!field["named"].IsMissing) field["named"].Refuse("belongs to registers, documents and measures");
        }
        else
        {
            if (field["named"].IsMissing) field["named"].Refuse("is required");
            if (!rule.Severities.IsEmpty) field["severities"].Refuse("belongs to activities");
        }
        if (rule.FreshMonths > rule.Months) field["freshMonths"].Refuse("reaches further back than records count");
        return rule;
    }

    private static ScoringRules Scoring(JsonField field)
    {
        if (!field.IsObject("special", "specialPoints", "mostBonus", "capped", "shown", "compared", "combination", "source")) return new();
        return new()
        {
            Special = field["special"].OneOf(unless: SpecialOrder.AfterRescaling),
            SpecialPoints = field["specialPoints"].IsMissing ? new ScoringRules().SpecialPoints : field["specialPoints"].Figure(0, 100),
            MostBonus = field["mostBonus"].IsMissing ? new ScoringRules().MostBonus : field["mostBonus"].Figure(0, 100),
            Capped = field["capped"].Flag(unless: true),
            Shown = field["shown"].OneOf(unless: Shown.Truncated),
            Compared = field["compared"].OneOf(unless: Compared.Unrounded),
            Combination = field["combination"].OneOf(unless: Combination.Mean),
            Source = field["source"].OneOf(unless: FactSource.Ours),
        };
    }
}
