using System.Collections.Frozen;
using System.Collections.Immutable;
using ServiceTrack.Certification;
using ServiceTrack.Customers;
using ServiceTrack.Documents;
using ServiceTrack.Improvement;
using ServiceTrack.Network;

namespace ServiceTrack.Registers;

/// <summary>Every register that is declared, room by room. Outlets are kept by a desk of their own.</summary>
public static class RegisterList
{
    public static ImmutableArray<(string Room, ImmutableArray<Register> Registers)> Rooms { get; } =
    [
        ("network", [
            Staff.Register, Staff.Qualifications, Training.Register, Training.Exams, Training.ProductChanges,
            Equipment.Facilities, Equipment.Tools, Parts.Register, Parts.Movements, Parts.Prices,
        ]),
        ("documents", [ControlledDocuments.Register, ControlledDocuments.Readings, ControlledDocuments.Laws]),
        ("customers", [
            Goods.Products, Goods.Serials, Goods.WarrantyClasses, Recalls.Register, Recalls.Units, Disputes.Register,
            Service.Promises, Service.Channels, Service.ChannelTests, Service.Recycling,
        ]),
        ("improvement", [
            Reviews.Register, Reviews.Targets, Reviews.Results, CorrectiveActions.Register, Funds.Budgets, Funds.Spending, Funds.Rewards,
        ]),
        ("certification", [
            Application.Scope, Application.Honours, Application.MarkUses, Application.Costs, Application.CostPlans,
            Certificates.Register, Certificates.Audits, Certificates.Findings, Certificates.Projects, Certificates.Stages, Certificates.Papers, PerceivedQuality.Answers,
        ]),
    ];

    public static ImmutableArray<Register> All { get; } = [.. Rooms.SelectMany(r => r.Registers)];

    private static readonly FrozenDictionary<string, Register> Names = All.ToFrozenDictionary(r => r.Name);

    public static Register? Named(string name) => Names.GetValueOrDefault(name);
}
