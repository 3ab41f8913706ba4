using System.Diagnostics.Metrics;
using System.Text;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;

namespace ServiceTrack.Web;

/// <summary>What whoever runs the installation asks: is it alive, is it ready, what does it measure.</summary>
public static class Operations
{
    public static void MapOperations(this IEndpointRouteBuilder app)
    {
        app.MapGet("/healthz/live", () => TypedResults.Text("live")).ExcludeFromDescription();
        app.MapGet("/healthz/ready", async (IStore store, CancellationToken cancel) =>
        {
            await store.Directory.Find(DirectoryCollections.Companies, "", cancel);
            return TypedResults.Text("ready");
        }).ExcludeFromDescription();
        // Made now and not when it is first asked, so that what goes up and down is counted from the beginning.
        var metrics = app.ServiceProvider.GetRequiredService<Metrics>();
        app.MapGet("/metrics", () => TypedResults.Text(metrics.Text(), "text/plain; version=0.0.4")).ExcludeFromDescription();
    }
}

/// <summary>What went wrong where nobody waits for an answer. It is tried again each time; a number that keeps growing wants a person.</summary>
public static class Failures
{
    private static readonly Meter Meter = new("ServiceTrack");

    /// <summary>Times a follower of events could not go on, by <c>follower</c>.</summary>
    private static readonly Counter<long> Followers = Meter.CreateCounter<long>("servicetrack.follower.failures");

    /// <summary>Times due work was cut short, by <c>queue</c>.</summary>
    private static readonly Counter<long> Work = Meter.CreateCounter<long>("servicetrack.work.failures");

    /// <param name="times">0 makes the number known before the first failure.</param>
    public static void OfFollower(string name, int times = 1) => Followers.Add(times, new KeyValuePair<string, object?>("follower", name));

    /// <inheritdoc cref="OfFollower"/>
    public static void OfWork(string queue, int times = 1) => Work.Add(times, new KeyValuePair<string, object?>("queue", queue));
}

/// <summary>The process's counters in Prometheus' text format.</summary>
public sealed class Metrics : IDisposable
{
    private static readonly HashSet<string> Meters = ["Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime", "ServiceTrack"];

    // These have few values; others could grow without bound.
    private static readonly HashSet<string> Tags =
        ["http.route", "http.response.status_code", "http.request.method", "gc.heap.generation", "follower", "queue"];

    private readonly SortedDictionary<string, double> values = new(StringComparer.Ordinal);
    private readonly Lock gate = new();
    private readonly MeterListener listener = new();

    public Metrics()
    {
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (Meters.Contains(instrument.Meter.Name)) l.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((i, v, tags, _) => Take(i, v, tags));
        listener.SetMeasurementEventCallback<int>((i, v, tags, _) => Take(i, v, tags));
        listener.SetMeasurementEventCallback<double>((i, v, tags, _) => Take(i, v, tags));
        listener.Start();
    }

    public string Text()
    {
        listener.RecordObservableInstruments();
        var text = new StringBuilder();
        lock (gate)
            foreach (var (name, value) in values) text.Append(name).Append(' ').Append(value.ToString("R", null)).Append('\n');
        return text.ToString();
    }

    public void Dispose() => listener.Dispose();

    private void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var name = instrument.Name.Replace('.', '_');
        var labels = new StringBuilder();
        foreach (var (key, tag) in tags)
            if (Tags.Contains(key))
                labels.Append(labels.Length == 0 ? '{' : ',').Append(key.Replace('.', '_')).Append("=\"").Append(tag).Append('"');
        if (labels.Length > 0) labels.Append('}');
        lock (gate)
        {
            switch (instrument)
            {
                case Histogram<double> or Histogram<long>:
                    Add($"{name}_sum{labels}", value);
                    Add($"{name}_count{labels}", 1);
                    break;
                case Counter<long> or Counter<int> or UpDownCounter<long> or UpDownCounter<int>:
                    Add($"{name}{labels}", value);
                    break;
                default:
                    values[$"{name}{labels}"] = value;
                    break;
            }
        }
    }

    private void Add(string name, double value) => values[name] = values.GetValueOrDefault(name) + value;
}
