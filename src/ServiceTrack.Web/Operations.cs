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
        app.MapGet("/metrics", (Metrics metrics) => TypedResults.Text(metrics.Text(), "text/plain; version=0.0.4")).ExcludeFromDescription();
    }
}

/// <summary>The process's counters in Prometheus' text format.</summary>
public sealed class Metrics : IDisposable
{
    private static readonly HashSet<string> Meters = ["Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Runtime", "ServiceTrack"];

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
        // Tags that name a route or a status have few values; others could grow without bound.
        foreach (var (key, tag) in tags)
            if (key is "http.route" or "http.response.status_code" or "http.request.method" or "gc.heap.generation")
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
