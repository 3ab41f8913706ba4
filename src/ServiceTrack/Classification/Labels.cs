using System.Collections.Immutable;

namespace ServiceTrack.Classification;

/// <summary>What a complaint can be about, how grave it is and what is asked for (DOMAIN.md §7; our own labels).</summary>
public static class Labels
{
    public static readonly ImmutableArray<string> Categories =
    [
        "product-quality", "delivery", "installation", "repair-quality", "response-time", "staff-attitude",
        "return-refund", "billing", "spare-parts", "misleading-information", "privacy", "other",
    ];

    public static readonly ImmutableArray<string> Severities = ["safety", "serious", "normal"];

    public static readonly ImmutableArray<string> Demands = ["refund", "exchange", "repair", "compensation", "apology", "information"];
}
