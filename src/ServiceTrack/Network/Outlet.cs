using ServiceTrack.Journal;
using ServiceTrack.Storage;

namespace ServiceTrack.Network;

/// <summary>A place the company serves from.</summary>
/// <param name="Ownership">own, or entrusted to another firm.</param>
/// <param name="Confirmed">False where an import named it and nobody has looked at it yet.</param>
/// <param name="Kind">service or sales; both are filed with an application.</param>
/// <param name="ContractNumber">Of the contract with whoever runs an entrusted one.</param>
/// <param name="ContractUntil">Its last day, yyyy-MM-dd.</param>
public sealed record Outlet(
    string Id, string Name, string Ownership, bool Confirmed, string? Area = null, string? Address = null, string Kind = Outlet.Service,
    string? ContractNumber = null, string? ContractUntil = null, string? Contact = null, string? Phone = null)
{
    public const string Service = "service", Sales = "sales";

    public static readonly Collection<Outlet> Collection = new("outlets", o => o.Id)
    {
        Fields =
        [
            Field<Outlet>.Text("name", o => o.Name), Field<Outlet>.Text("kind", o => o.Kind), Field<Outlet>.Number("confirmed", o => o.Confirmed ? 1 : 0),
        ],
        Indexes = [new("name"), new("kind", "name"), new("confirmed", "name")],
    };

    /// <summary>Scope of the claims that keep names unique.</summary>
    public const string Names = "outlet-name";

    public static string StreamOf(string id) => $"outlet/{id}";
}

/// <param name="Kind">Null in what was recorded before there were kinds: service.</param>
public sealed record OutletRecorded(
    string Name, string Ownership, bool Confirmed, string? Area, string? Address, string? Kind = null, string? ContractNumber = null, string? ContractUntil = null,
    [property: Personal(Mask.Name)] string? Contact = null, [property: Personal(Mask.Number)] string? Phone = null)
{
    public Outlet As(string id) => new(id, Name, Ownership, Confirmed, Area, Address, Kind ?? Outlet.Service, ContractNumber, ContractUntil, Contact, Phone);
}
