using ServiceTrack.Storage;

namespace ServiceTrack.Network;

/// <summary>A place the company serves from.</summary>
/// <param name="Ownership">own, or entrusted to another firm.</param>
/// <param name="Confirmed">False where an import named it and nobody has looked at it yet.</param>
public sealed record Outlet(string Id, string Name, string Ownership, bool Confirmed, string? Area = null, string? Address = null)
{
    public static readonly Collection<Outlet> Collection = new("outlets", o => o.Id)
    {
        Fields = [Field<Outlet>.Text("name", o => o.Name)],
        Indexes = [new("name")],
    };

    /// <summary>Scope of the claims that keep names unique.</summary>
    public const string Names = "outlet-name";

    public static string StreamOf(string id) => $"outlet/{id}";
}

public sealed record OutletRecorded(string Name, string Ownership, bool Confirmed, string? Area, string? Address);
