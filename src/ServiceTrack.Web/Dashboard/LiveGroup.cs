using System.Collections.Concurrent;
using Microsoft.AspNetCore.SignalR;

namespace ServiceTrack.Web.Dashboard;

/// <summary>The clients of one company that are shown the same figures, and what they were shown last.</summary>
internal sealed class LiveGroup(string name, DashboardScope scope)
{
    // The page shows how old its figures are; without news they must not seem to age.
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(10);

    private DateTimeOffset told;

    public string Name => name;
    public DashboardScope Scope => scope;
    public ConcurrentDictionary<string, HubCallerContext> Members { get; } = [];
    public BoardFigures? Figures { get; private set; }
    public DashboardSnapshot? Shown { get; private set; }

    public void Take(BoardFigures figures) => Figures = figures;

    /// <summary>The figures have to be read anew.</summary>
    public void Forget() => Figures = null;

    /// <summary>Shows the figures of now; gives what to tell the clients, or null.</summary>
    public DashboardDelta? Show(DashboardSnapshot now)
    {
        var before = Shown;
        Shown = now;
        if (before is not null)
        {
            var delta = DashboardDelta.Between(before, now);
            if (delta is { Tiles.IsEmpty: true, Series.IsEmpty: true } && delta.Previous == delta.Sequence && now.AsOf - told < Silence) return null;
            told = now.AsOf;
            return delta;
        }
        told = now.AsOf;
        return null;
    }
}
