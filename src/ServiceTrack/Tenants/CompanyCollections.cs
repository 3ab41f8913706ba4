using System.Collections.Immutable;
using ServiceTrack.Activities;
using ServiceTrack.Certification;
using ServiceTrack.Classification;
using ServiceTrack.Customers;
using ServiceTrack.Dashboard;
using ServiceTrack.Evidence;
using ServiceTrack.Imports;
using ServiceTrack.Journal;
using ServiceTrack.Network;
using ServiceTrack.Notifications;
using ServiceTrack.Registers;
using ServiceTrack.Storage;

namespace ServiceTrack.Tenants;

/// <summary>Every collection that a company has rows in, so that none is left behind when it is carried elsewhere.</summary>
public static class CompanyCollections
{
    public static ImmutableArray<ICollection> All { get; } =
    [
        Setup.Collection, Setup.CalendarVersions, Outlet.Collection, ActivityCollection.Activities, ImportJob.Collection, ImportFindings.Collection,
        CompanyModels.Collection, Correction.Collection, Retraining.Collection, Erasure.Collection, PackRecord.Collection, .. JournalRecords.All,
        CheckpointRecipients.Collection, Letter.Collection,
        RegisterBalance.Collection, RegisterEntry.Collection,
        Assessment.Collection, Scheme.Collection, Scheme.Versions, Disclosure.Collection, PublicPage.Collection,
        Rollup.Collection, Standing.Collection, FollowerPosition.Collection,
    ];

    /// <exception cref="CompanyRefusedException">Another version's.</exception>
    public static ICollection Named(string name) =>
        All.FirstOrDefault(c => c.Name == name) ?? throw new CompanyRefusedException($"This version keeps no {name}; the company was exported by another.");
}

/// <summary>A company cannot be exported or restored; the message tells whoever asked for it what to do.</summary>
public sealed class CompanyRefusedException(string message) : Exception(message);
