using System.Collections.Immutable;
using System.Globalization;

namespace ServiceTrack.Web.Benchmark;

/// <summary>How large a run is. The defaults finish within some minutes on two cores.</summary>
public sealed record BenchmarkOptions
{
    public static readonly ImmutableArray<string> Parts = ["posts", "lists", "live", "pack", "journal", "texts", "nodes"];

    /// <summary>Requests of one round, each for the product and for the floor.</summary>
    public int Posts { get; init; } = 8000;

    /// <summary>Requests before those that count: the runtime compiles what is used often.</summary>
    public int WarmUp { get; init; } = 4000;

    /// <summary>Floor and product take turns so often, each time with new processes and an empty store.</summary>
    public int Rounds { get; init; } = 2;

    /// <summary>Posts that are under way at the same time.</summary>
    public int Concurrency { get; init; } = 64;

    /// <summary>Activities in the store when lists are read; ascending.</summary>
    public ImmutableArray<int> Rows { get; init; } = [5_000, 20_000];

    /// <summary>Where the stores that lists are read from stay for the next run, since a million rows load for a quarter of an hour; null: nowhere.</summary>
    public string? Kept { get; init; }

    /// <summary>Reads of each kind at each size.</summary>
    public int Reads { get; init; } = 400;

    /// <summary>Reads that are under way at the same time.</summary>
    public int Readers { get; init; } = 4;

    /// <summary>Connected dashboards, activities posted a second, and for how long.</summary>
    public int Dashboards { get; init; } = 200;
    public int Rate { get; init; } = 50;
    public int Seconds { get; init; } = 8;

    /// <summary>Activities in the evidence pack.</summary>
    public int Pack { get; init; } = 2_000;

    /// <summary>Megabytes that were handed in with them, one to a file.</summary>
    public int Attachments { get; init; }

    /// <summary>Activities whose events the journal follows.</summary>
    public int Journal { get; init; } = 5_000;

    /// <summary>Texts that are classified.</summary>
    public int Texts { get; init; } = 20_000;

    /// <summary>Nodes that are simulated over one store.</summary>
    public ImmutableArray<int> Nodes { get; init; } = [1, 10];

    /// <summary>As the product's Storage:Provider and Storage:ConnectionString; null: as the environment says.</summary>
    public string? Provider { get; init; }
    public string? Connection { get; init; }

    public ImmutableArray<string> Only { get; init; } = Parts;
    public bool Markdown { get; init; }

    public const string Usage =
        """
        servicetrack benchmark [--posts N] [--warm-up N] [--rounds N] [--concurrency N] [--rows N,N,…] [--kept FOLDER] [--reads N]
                               [--readers N] [--dashboards N] [--rate N] [--seconds N] [--pack N] [--attachments MB] [--journal N] [--texts N] [--nodes N,N,…]
                               [--only posts,lists,live,pack,journal,texts,nodes] [--markdown]
                               [--provider Sqlite|Mongo] [--connection CONNECTION-STRING]
        """;

    /// <summary>Null and a sentence where an option is unknown or its value means nothing.</summary>
    public static (BenchmarkOptions? Options, string? Wrong) Read(IReadOnlyList<string> args)
    {
        var options = new BenchmarkOptions();
        for (var i = 0; i < args.Count; i++)
        {
            if (args[i] == "--markdown")
            {
                options = options with { Markdown = true };
                continue;
            }
            var value = i + 1 < args.Count ? args[i + 1] : "";
            if (With(options, args[i], value) is not { } read) return (null, $"'{args[i]} {value}' is not understood.\n{Usage}");
            options = read;
            i++;
        }
        return (options, null);
    }

    private static BenchmarkOptions? With(BenchmarkOptions o, string name, string value) => name switch
    {
        "--posts" => Number(value) is { } n ? o with { Posts = n } : null,
        "--warm-up" => Number(value) is { } n ? o with { WarmUp = n } : null,
        "--rounds" => Number(value) is { } n ? o with { Rounds = n } : null,
        "--concurrency" => Number(value) is { } n ? o with { Concurrency = n } : null,
        "--reads" => Number(value) is { } n ? o with { Reads = n } : null,
        "--readers" => Number(value) is { } n ? o with { Readers = n } : null,
        "--dashboards" => Number(value) is { } n ? o with { Dashboards = n } : null,
        "--rate" => Number(value) is { } n ? o with { Rate = n } : null,
        "--seconds" => Number(value) is { } n ? o with { Seconds = n } : null,
        "--pack" => Number(value) is { } n ? o with { Pack = n } : null,
        "--attachments" => Number(value) is { } n ? o with { Attachments = n } : null,
        "--journal" => Number(value) is { } n ? o with { Journal = n } : null,
        "--texts" => Number(value) is { } n ? o with { Texts = n } : null,
        "--provider" => value.Length > 0 ? o with { Provider = value } : null,
        "--connection" => value.Length > 0 ? o with { Connection = value } : null,
        "--kept" => value.Length > 0 ? o with { Kept = value } : null,
        "--rows" => Numbers(value) is { } sizes ? o with { Rows = sizes } : null,
        "--nodes" => Numbers(value) is { } nodes ? o with { Nodes = nodes } : null,
        "--only" => value.Split(',') is var parts && parts.All(Parts.Contains) ? o with { Only = [.. parts] } : null,
        _ => null,
    };

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;

    private static ImmutableArray<int>? Numbers(string text)
    {
        var numbers = text.Split(',').Select(Number).ToList();
        return numbers.Contains(null) ? null : [.. numbers.Select(n => n!.Value).Order()];
    }
}
