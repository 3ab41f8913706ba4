using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.Serialization;

namespace ServiceTrack.Tests.Infra;

/// <summary>A file of YAML, its documents as maps, lists and texts, with aliases and merges resolved.</summary>
internal static class Manifest
{
    public static IReadOnlyList<object?> Read(string path)
    {
        var parser = new MergingParser(new Parser(new StringReader(File.ReadAllText(path))));
        var deserializer = new DeserializerBuilder().Build();
        List<object?> documents = [];
        for (parser.Consume<StreamStart>(); !parser.Accept<StreamEnd>(out _);) documents.Add(deserializer.Deserialize(parser));
        return documents;
    }

    /// <summary>Every map within, from outside in.</summary>
    public static IEnumerable<Dictionary<object, object?>> Maps(object? node) => node switch
    {
        Dictionary<object, object?> map => map.Values.SelectMany(Maps).Prepend(map),
        List<object?> list => list.SelectMany(Maps),
        _ => [],
    };

    /// <summary>What lies at a path, or null.</summary>
    public static object? At(object? node, params string[] path) =>
        path.Aggregate(node, (at, key) => (at as Dictionary<object, object?>)?.GetValueOrDefault(key));

    public static List<string> Texts(object? node) => node is List<object?> list ? [.. list.Select(i => $"{i}")] : [];
}
