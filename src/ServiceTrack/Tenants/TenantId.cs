namespace ServiceTrack.Tenants;

/// <summary>A company. Opaque; made once, never reused.</summary>
public readonly record struct TenantId(string Value)
{
    public override string ToString() => Value;
}
