using ServiceTrack.Activities;
using ServiceTrack.Network;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;

namespace ServiceTrack.Registers;

/// <summary>What the links of an entry name.</summary>
public sealed class RegisterLinks(ITenantStore store, Setup setup, IDocuments directory)
{
    /// <summary>A link to nothing goes to the errors; the entries of registers come back by id.</summary>
    public async Task<IReadOnlyDictionary<string, RegisterEntry>> Check(
        Register register, IReadOnlyDictionary<string, string> fields, Caller caller, FieldErrors errors, CancellationToken cancel)
    {
        var linked = new Dictionary<string, RegisterEntry>(StringComparer.Ordinal);
        foreach (var field in register.Fields.Where(f => f.Target is not null))
            foreach (var id in RegisterValues.Links(fields.GetValueOrDefault(field.Name)))
            {
                if (RegisterList.Named(field.Target!) is null)
                    errors.Require(await Exists(field.Target!, id, caller, cancel), $"fields.{field.Name}", "There is no such entry.");
                else if (await store.Find(RegisterEntry.Collection, id, cancel) is { Value: var entry } && entry.Register == field.Target) linked[id] = entry;
                else errors.Add($"fields.{field.Name}", "There is no such entry.");
            }
        return linked;
    }

    /// <summary>What a link's id stands for, whole; null where it is gone.</summary>
    public async Task<(string? Text, Journal.Mask? Mask)> Label(RegisterField field, string id, CancellationToken cancel) => field.Target switch
    {
        Register.Outlets => ((await store.Find(Outlet.Collection, id, cancel))?.Value.Name, null),
        Register.People => ((await directory.Find(DirectoryCollections.Memberships, Membership.IdOf(store.Tenant.Value, id), cancel))?.Value.Name, null),
        Register.Activities => ((await store.Find(ActivityCollection.Activities, id, cancel))?.Value.Subject, Journal.Mask.Text),
        Register.Kinds => (setup.Kind(id)?.NameZh, null),
        { } target when RegisterList.Named(target) is { } register =>
            ((await store.Find(RegisterEntry.Collection, id, cancel))?.Value.Title, register.Field(register.Title)?.Mask),
        _ => (null, null),
    };

    private async Task<bool> Exists(string target, string id, Caller caller, CancellationToken cancel) => target switch
    {
        Register.Outlets => await store.Find(Outlet.Collection, id, cancel) is not null,
        Register.People => await directory.Find(DirectoryCollections.Memberships, Membership.IdOf(store.Tenant.Value, id), cancel) is not null,
        Register.Activities => await store.Find(ActivityCollection.Activities, id, cancel) is { Value: var activity } && caller.Sees(activity),
        Register.Kinds => setup.Kind(id) is not null,
        _ => throw new InvalidOperationException($"No links to {target}."),
    };
}
