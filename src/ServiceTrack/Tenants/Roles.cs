using System.Collections.Immutable;
using ServiceTrack.Activities;
using ServiceTrack.Registers;

namespace ServiceTrack.Tenants;

/// <summary>What a person is in one company.</summary>
public enum Role { Owner, Manager, Agent, Technician, Quality, Auditor }

/// <summary>What a caller may do. A route asks for one.</summary>
public enum Right
{
    /// <summary>See activities, dashboards and reports.</summary>
    Read,

    /// <summary>Log activities and carry them on.</summary>
    Handle,

    /// <summary>See customers' names, numbers and words whole, not masked.</summary>
    SeePersonal,

    /// <summary>Import files, export lists.</summary>
    Transfer,

    /// <summary>Keep the registers: staff, documents, corrective actions and the rest that no customer stands in.</summary>
    KeepRegisters,

    /// <summary>Leave findings of an audit.</summary>
    LeaveFindings,

    /// <summary>Change policies, calendars, kinds, outlets and the classifier.</summary>
    Configure,

    /// <summary>Make evidence packs and read proofs.</summary>
    Evidence,

    /// <summary>People, tokens and the company itself.</summary>
    Administer,
}

public static class Roles
{
    public static ImmutableArray<Right> RightsOf(Role role) => role switch
    {
        Role.Owner => [.. Enum.GetValues<Right>()],
        Role.Manager => [Right.Read, Right.Handle, Right.SeePersonal, Right.Transfer, Right.KeepRegisters, Right.LeaveFindings, Right.Configure, Right.Evidence],
        Role.Agent => [Right.Read, Right.Handle, Right.SeePersonal],
        Role.Technician => [Right.Read, Right.Handle, Right.SeePersonal],
        Role.Quality => [Right.Read, Right.Handle, Right.SeePersonal, Right.Transfer, Right.KeepRegisters, Right.LeaveFindings, Right.Evidence],
        Role.Auditor => [Right.Read, Right.LeaveFindings, Right.Evidence],
    };
}

/// <summary>Who asks, for whom: everything a room needs to know of the caller.</summary>
/// <param name="By">As in the journal: "person/…" or "system/…".</param>
/// <param name="Outlets">Empty: all outlets; else only these, and nothing that stands at none.</param>
public sealed record Caller(
    TenantId Tenant, string By, string Name, ImmutableArray<Right> Rights, ImmutableArray<string> Outlets, bool ByToken = false)
{
    /// <summary>Null: all that the rights and outlets allow.</summary>
    public Share? Share { get; init; }

    public bool May(Right right) => Rights.Contains(right);

    public bool Sees(Activity activity) => Sees(activity.OutletId) && Share?.Covers(activity) != false;

    public bool Sees(Register register, RegisterEntry entry) =>
        entry.Register == register.Name && register.Sees(this, entry.Fields) && Share?.Covers(register, entry) != false;

    public bool Sees(string? outletId) => Outlets.IsEmpty || (outletId is not null && Outlets.Contains(outletId));
}
