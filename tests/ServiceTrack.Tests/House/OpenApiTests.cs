using System.Text.Json;
using System.Text.Json.Nodes;

namespace ServiceTrack.Tests.House;

public sealed class OpenApiTests
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The client's types are made from this file. SERVICETRACK_WRITE=1 writes it anew.</summary>
    [Fact]
    public async Task the_committed_document_is_what_the_product_serves()
    {
        await using var host = await TestHost.Start();
        var served = JsonNode.Parse(await host.Anonymous().GetStringAsync("/openapi/v1.json"))!.AsObject();
        served.Remove("servers");
        var text = served.ToJsonString(Indented) + "\n";
        var file = Path.Combine(Repository.Root, "src", "client", "openapi.json");
        if (Environment.GetEnvironmentVariable("SERVICETRACK_WRITE") == "1") await File.WriteAllTextAsync(file, text);
        Assert.Equal(await File.ReadAllTextAsync(file), text);
    }
}
