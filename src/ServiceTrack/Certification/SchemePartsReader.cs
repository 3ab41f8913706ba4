using ServiceTrack.Sla;

namespace ServiceTrack.Certification;

/// <summary>Reads what stands beside the clauses of a scheme.</summary>
internal static class SchemePartsReader
{
    public static Level? Level(JsonField field)
    {
        if (!field.IsObject("id", "name", "from", "mostSpecial", "source", "confirmed")) return null;
        return new(field["id"].Code(), field["name"].Words(), field["from"].Amount(0, 100) ?? 0,
            field["mostSpecial"].IsMissing ? null : field["mostSpecial"].Count(0, 1000), field["source"].OneOf<FactSource>(), field["confirmed"].Flag(unless: false));
    }

    public static Trigger? Trigger(JsonField field) => !field.IsObject("id", "name", "source") ? null
        : new(field["id"].Code(), field["name"].Words(), field["source"].OneOf<FactSource>());

    public static Paper? Paper(JsonField field) => !field.IsObject("number", "name", "registers", "source") ? null
        : new(field["number"].Count(1, 1000) ?? 0, field["name"].Words(), field["registers"].Known(EvidenceNames.Registers), field["source"].OneOf<FactSource>());

    public static EligibilityQuestion? Eligibility(JsonField field, EvidenceNames names) => !field.IsObject("id", "question", "evidence", "source") ? null
        : new(field["id"].Code(), field["question"].Words(), field["evidence"].All(20, e => SchemeReader.Rule(e, names)), field["source"].OneOf<FactSource>());

    public static Stage? Stage(JsonField field)
    {
        if (!field.IsObject("id", "name", "days", "onSitePercent", "costs", "waitsFor", "source", "confirmed")) return null;
        return new(field["id"].Code(), field["name"].Words(), field["days"].Span(0, 3650), field["onSitePercent"].Span(0, 100),
            field["costs"].Known(CostKinds.All), field["waitsFor"].IsMissing ? null : field["waitsFor"].Code(),
            field["source"].OneOf<FactSource>(), field["confirmed"].Flag(unless: false));
    }

    public static Gate? Gate(JsonField field) => !field.IsObject("id", "name", "measure", "least", "source") ? null
        : new(field["id"].Code(), field["name"].Words(), field["measure"].Known(EvidenceNames.GateMeasures, one: true).FirstOrDefault() ?? "",
            field["least"].IsMissing ? null : field["least"].Amount(0, 100), field["source"].OneOf<FactSource>());

    public static CertificateTerms? Certificate(JsonField field) => !field.IsObject("validMonths", "surveillanceMonths", "renewalMonths", "reminderDays", "leadDays") ? null
        : new(field["validMonths"].Figure(1, 120), field["surveillanceMonths"].Figure(1, 120), field["renewalMonths"].Figure(0, 120),
            [.. field["reminderDays"].Items().Select(d => d.Count(1, 366) ?? 0)],
            field["leadDays"].IsMissing ? null : field["leadDays"].Figure(1, 3650));
}
