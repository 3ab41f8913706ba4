using System.Collections.Immutable;
using System.Text.Json;

namespace ServiceTrack.Certification;

/// <summary>The schemes that come with the product, from the files beside this one.</summary>
public static class ShippedSchemes
{
    private static readonly JsonDocumentOptions Once = new() { AllowDuplicateProperties = false };

    public static ImmutableArray<Scheme> All { get; } = [Read("gbt27922-2011"), Read("completeness"), Read("two-stage-service")];

    public static Scheme? Find(string id) => All.FirstOrDefault(s => s.Id == id);

    private static Scheme Read(string name)
    {
        var file = typeof(ShippedSchemes).Assembly.GetManifestResourceStream($"Certification/{name}.json")
            ?? throw new InvalidOperationException($"The scheme {name} is not in the product.");
        using var document = JsonDocument.Parse(file, Once);
        var (scheme, errors) = SchemeReader.Read(document.RootElement, EvidenceNames.Shipped);
        return scheme ?? throw new InvalidOperationException(
            $"The scheme {name} is wrong: {string.Join(" ", errors.ToDictionary().Select(e => $"{e.Key}: {string.Join(" ", e.Value)}"))}");
    }
}
