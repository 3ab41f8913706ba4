using System.Collections.Immutable;
using ServiceTrack.Certification;
using ServiceTrack.Web.Imports;

namespace ServiceTrack.Web.Certification;

/// <param name="Own">The company's own copy; otherwise as it came with the product.</param>
/// <param name="Estimate">Points of clauses are unknown or unconfirmed: every score by this scheme is an estimate.</param>
public sealed record SchemeSummary(string Id, int Version, Bilingual Name, bool Own, bool Estimate, int Clauses, int Confirmed)
{
    public static SchemeSummary Of(Scheme scheme)
    {
        var leaves = scheme.Leaves();
        return new(scheme.Id, scheme.Version, scheme.Name, !ShippedSchemes.All.Contains(scheme), leaves.Any(l => !l.Confirmed), leaves.Length, leaves.Count(l => l.Confirmed));
    }
}

/// <param name="Digest">SHA-256 of the scheme as the journal has it, in lower-case hex.</param>
/// <param name="Weights">Of the clauses that are judged: stated points, or planning weights of ours.</param>
public sealed record SchemeView(Scheme Scheme, bool Own, bool Estimate, string Digest, ImmutableArray<WeightView> Weights)
{
    public static SchemeView Of(Scheme scheme)
    {
        var weights = ServiceTrack.Certification.Weights.Of(scheme);
        return new(scheme, !ShippedSchemes.All.Contains(scheme), weights.Any(w => !w.Confirmed), SchemeDesk.DigestOf(SchemeDesk.ContentOf(scheme)),
            [.. weights.Select(w => new WeightView(w.Clause, w.Points.Rounded(2), w.Low.Rounded(2), w.High.Rounded(2), w.Known, w.Confirmed))]);
    }
}

/// <param name="Known">The points stand in the scheme; otherwise they are planning weights, ours, anywhere from low to high.</param>
public sealed record WeightView(string Clause, decimal Points, decimal Low, decimal High, bool Known, bool Confirmed);

/// <summary>What a score sheet says, and whether it was put in force.</summary>
/// <param name="Description">How the file was understood; null where it could not be.</param>
/// <param name="Version">The version it became; null in a dry run.</param>
public sealed record ScoreSheetView(
    string? Description, int? Version, ImmutableArray<PointsChange> Changes, ImmutableArray<ImportProblemView> Errors);
