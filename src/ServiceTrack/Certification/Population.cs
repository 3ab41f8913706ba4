using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using ServiceTrack.Activities;
using ServiceTrack.Journal;
using ServiceTrack.Network;
using ServiceTrack.Registers;
using ServiceTrack.Storage;

namespace ServiceTrack.Certification;

/// <summary>All that a sample is drawn from, by outlet; what stands at none is the stratum "".</summary>
/// <param name="Of">outlets, activities, or the name of a register.</param>
/// <param name="List">The address of the list of them.</param>
public sealed record Population(string Of, string List, ImmutableArray<(string Outlet, string Id)> Members)
{
    /// <summary>More than this is not drawn from at once: choose fewer kinds, or a shorter time.</summary>
    public const int Most = 200_000;

    private const int PageSize = 1_000;

    /// <summary>As <see cref="DrawBasis.Digest"/> says.</summary>
    public string Digest
    {
        get
        {
            using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            foreach (var stratum in InOrder())
                foreach (var id in stratum.Ids) sha.AppendData(Encoding.UTF8.GetBytes($"{stratum.Outlet}\t{id}\n"));
            return Convert.ToHexStringLower(sha.GetHashAndReset());
        }
    }

    /// <summary>Draws by outlet, in proportion to what each has (<see cref="Strata"/>), each with a stream of its own.</summary>
    public (DrawBasis Basis, ImmutableArray<string> Ids) Draw(SignedCheckpoint checkpoint, long number, int draw, int sample)
    {
        var (size, root, tenant) = (checkpoint.Size, checkpoint.Checkpoint.Root, checkpoint.Checkpoint.Tenant.Value);
        var strata = InOrder().ToList();
        var counts = Strata.Divide([.. strata.Select(s => (s.Outlet, s.Ids.Length))], sample).ToDictionary(s => s.Stratum, s => s.Count);
        return (new(Of, false, List, Members.Length, Digest, size, root, number) { Strata = [.. strata.Select(s => new Stratum(s.Outlet, s.Ids.Length, counts[s.Outlet]))] },
            [.. strata.SelectMany(s => DrawStream.Of(tenant, size, root, number, draw, s.Outlet).Sample(s.Ids, counts[s.Outlet]))]);
    }

    /// <summary>Null where there are more than <see cref="Most"/>.</summary>
    public static async Task<Population?> Read(ITenantStore store, EvidenceRecords records, EvidenceRule rule, CancellationToken cancel)
    {
        var list = CoverageList.Of(new(rule, records.FromOf(rule), records.End, new(0, null, null), default), records.Outlets, records.Zone);
        var register = rule.From == EvidenceFrom.Activities ? null : EvidenceRecords.RegisterOf(rule);
        var members = rule.From == EvidenceFrom.Activities ? await All(ActivityCollection.Activities, records.Activities(rule), "occurredAt", a => (a.OutletId ?? "", a.Id))
            : register is not null ? await All(RegisterEntry.Collection, records.Entries(register, rule), "date", e => (e.Fields.GetValueOrDefault(Register.OutletField) ?? "", e.Id))
            : await All(Outlet.Collection, Condition.Always, "name", o => ("", o.Id));
        return members is null ? null : new(rule.From == EvidenceFrom.Activities ? "activities" : rule.From == EvidenceFrom.Document ? "documents" : rule.Named!, list, [.. members]);

        async Task<List<(string, string)>?> All<T>(Collection<T> collection, Condition where, string orderBy, Func<T, (string, string)> of) where T : class
        {
            var all = new List<(string, string)>();
            Query? query = new() { Where = where, OrderBy = orderBy, Limit = PageSize };
            while (query is not null)
            {
                var page = await store.Query(collection, query, cancel);
                all.AddRange(page.Items.Select(i => of(i.Value)));
                if (all.Count > Most) return null;
                query = page.Next is null ? null : query with { Cursor = page.Next };
            }
            return all;
        }
    }

    private IEnumerable<(string Outlet, string[] Ids)> InOrder()
    {
        var strata = Members.ToLookup(m => m.Outlet, m => m.Id);
        return DrawStream.InOrder(strata.Select(s => s.Key)).Select(outlet => (outlet, DrawStream.InOrder(strata[outlet])));
    }
}
