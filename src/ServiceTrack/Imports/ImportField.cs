namespace ServiceTrack.Imports;

/// <summary>What a column of an import file can be.</summary>
public enum ImportField
{
    ExternalId, Kind, ReceivedAt, Text, Subject, Channel, Outlet, Priority,
    CustomerName, Phone, Email, Region, Address,
    ProductModel, SerialNo, PurchasedAt,
    Remedy, RespondedAt, ResolvedAt, Outcome, Satisfaction,
}
