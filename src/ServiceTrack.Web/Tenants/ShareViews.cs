using ServiceTrack.Tenants;

namespace ServiceTrack.Web.Tenants;

/// <param name="Email">Of somebody who is known already, or is made known by this.</param>
/// <param name="Clauses">Of the scheme; what stands below them is meant, too.</param>
/// <param name="Outlets">Empty: all.</param>
/// <param name="From">A date; records from then on.</param>
/// <param name="To">A date, not included.</param>
/// <param name="ValidUntil">A date (the company's midnight) or a time with offset, at most 90 days ahead.</param>
/// <param name="Packs">Finished evidence packs to hand over with it.</param>
public sealed record ShareRequest(
    string Email, string Name, string Scheme, IReadOnlyList<string> Clauses, string From, string To, string ValidUntil, string Reason,
    IReadOnlyList<string>? Outlets = null, IReadOnlyList<string>? Packs = null);

/// <param name="Id">Of the person.</param>
/// <param name="Registers">The registers it covers entries of.</param>
/// <param name="Kinds">The kinds of activity it covers.</param>
public sealed record ShareView(
    string Id, string Name, string Scheme, int SchemeVersion, IReadOnlyList<string> Clauses, IReadOnlyList<string> Outlets, DateOnly From, DateOnly To,
    DateTimeOffset GivenAt, DateTimeOffset ValidUntil, IReadOnlyList<string> Kinds, IReadOnlyList<string> Registers, IReadOnlyList<string> Packs)
{
    public static ShareView Of(Membership m) => m.Share is not { } s ? throw new InvalidOperationException("No share.") : new(
        m.PersonId, m.Name, s.Scheme, s.SchemeVersion, s.Clauses, m.Outlets, s.Window.FirstDay, s.Window.EndDay, s.GivenAt, m.ValidUntil!.Value,
        [.. s.Records.Where(r => r.Register is null).SelectMany(r => r.Kinds).Distinct()],
        [.. s.Records.Select(r => r.Register).OfType<string>().Distinct()], s.Packs);
}

/// <param name="Password">Of a person who was not known before, to be handed to them; shown this once.</param>
public sealed record NewShareView(ShareView Share, string? Password);

public sealed record EndShareRequest(string? Reason = null);
