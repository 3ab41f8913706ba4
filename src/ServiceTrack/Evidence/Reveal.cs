using ServiceTrack.Activities;
using ServiceTrack.Certification;
using ServiceTrack.Journal;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;

namespace ServiceTrack.Evidence;

/// <summary>An auditor was shown the phone of a customer whose record was drawn or picked.</summary>
/// <param name="Draw">Its number within the assessment.</param>
public sealed record CustomerPhoneRevealed(string Activity, string Assessment, int Draw, bool Picked, [property: Personal(Mask.Text)] string Reason);

/// <param name="NotSampled">It stands in no sample, and nobody is asked to trust a choice that is on no record.</param>
public sealed record Revealed(string? Phone, bool NotSampled = false);

/// <summary>Shows who audits the phone of a sampled customer: journaled and on the company's log before it is answered.</summary>
public sealed class RevealDesk(ITenantStore store)
{
    public static string StreamOf(string id) => $"reveal/{id}";

    public async Task<Revealed> Phone(Activity activity, string reason, string address, Caller caller, DateTimeOffset now, CancellationToken cancel)
    {
        var sample = await store.SamplesFor(caller, cancel).FirstOrDefaultAsync(
            s => s.Draw.Basis.Of == Registers.Register.Activities && s.Draw.Items.Any(i => i.Id == activity.Id), cancel);
        if (sample is null) return new(null, NotSampled: true);
        if (activity.Customer?.Phone is not { } phone) return new((string?)null);
        var disclosure = Disclosure.Of(caller, Disclosed.Reveal, address, now, reason);
        var (data, personal) = EventData.Split(new CustomerPhoneRevealed(activity.Id, sample.Assessment.Id, sample.Draw.Number, sample.Draw.Basis.Picked, reason));
        await store.Commit(new()
        {
            At = now,
            Append = new(StreamOf(disclosure.Id), 0, [new(nameof(CustomerPhoneRevealed), now, caller.By, data, personal)]),
            Documents = [Disclosure.Collection.Put(disclosure)],
        }, cancel);
        return new(phone);
    }
}
