using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using ServiceTrack.Storage;

namespace ServiceTrack.Journal;

/// <summary>
/// Divides an event into what everyone may read and what is about a person (<see cref="PersonalAttribute"/>), and puts
/// it together again. Paths are dotted names, list items by index: "items.0.name".
/// </summary>
public static class EventData
{
    private static readonly ConcurrentDictionary<Type, Shape> Shapes = new();

    /// <summary>Personal values that are null are absent from both parts.</summary>
    public static (JsonObject Data, ImmutableArray<PersonalValue> Personal) Split(object evt)
    {
        var data = JsonSerializer.SerializeToNode(evt, evt.GetType(), StoredJson.Options)!.AsObject();
        var personal = ImmutableArray.CreateBuilder<PersonalValue>();
        Walk(evt.GetType(), data, "", new Sealing(personal));
        return (data, personal.ToImmutable());
    }

    /// <summary>An erased value comes back as null, or as "" where the property is a text that cannot be null.</summary>
    public static object Join(Type type, JsonObject data, ImmutableArray<PersonalValue> personal)
    {
        var whole = data.DeepClone().AsObject();
        Walk(type, whole, "", new Opening(personal));
        return whole.Deserialize(type, StoredJson.Options)!;
    }

    private static void Walk(Type type, JsonNode? node, string path, IStep step)
    {
        var shape = Shapes.GetOrAdd(type, ShapeOf);
        if (node is JsonArray items && shape.Item is not null)
            for (var i = 0; i < items.Count; i++) Walk(shape.Item, items[i], $"{path}{i}.", step);
        if (node is not JsonObject members) return;
        if (shape.Value is not null)
            foreach (var (name, inner) in members) Walk(shape.Value, inner, $"{path}{name}.", step);
        foreach (var member in shape.Members)
        {
            if (member.Mask is { } mask) step.Take(members, member, path + member.Name, mask);
            else Walk(member.Type, members[member.Name], $"{path}{member.Name}.", step);
        }
    }

    private static Shape ShapeOf(Type type)
    {
        var value = (GenericOf(type, typeof(IReadOnlyDictionary<,>)) ?? GenericOf(type, typeof(IDictionary<,>)))?.GenericTypeArguments[1];
        var item = type == typeof(string) ? null : GenericOf(type, typeof(IEnumerable<>))?.GenericTypeArguments[0];
        var ours = type.Namespace is { } room && room != "System" && !room.StartsWith("System.", StringComparison.Ordinal);
        return new(item, value, ours && value is null && item is null ? MembersOf(type) : []);
    }

    private static ImmutableArray<Member> MembersOf(Type type)
    {
        var nullability = new NullabilityInfoContext();
        return
        [
            .. from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
               where property.GetIndexParameters().Length == 0
               select new Member(
                   property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(property.Name),
                   property.PropertyType,
                   property.GetCustomAttribute<PersonalAttribute>()?.Mask,
                   property.PropertyType == typeof(string) && nullability.Create(property).ReadState == NullabilityState.NotNull),
        ];
    }

    private static Type? GenericOf(Type type, Type generic) =>
        type.GetInterfaces().Prepend(type).FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == generic);

    /// <param name="Item">What a list holds.</param>
    /// <param name="Value">What a dictionary holds.</param>
    private sealed record Shape(Type? Item, Type? Value, ImmutableArray<Member> Members);

    private sealed record Member(string Name, Type Type, Mask? Mask, bool TextNeeded);

    private interface IStep
    {
        void Take(JsonObject members, Member member, string path, Mask mask);
    }

    private sealed class Sealing(ImmutableArray<PersonalValue>.Builder personal) : IStep
    {
        public void Take(JsonObject members, Member member, string path, Mask mask)
        {
            switch (members[member.Name])
            {
                case JsonObject values when Shapes.GetOrAdd(member.Type, ShapeOf).Value is not null:
                    foreach (var (name, value) in values.ToArray())
                    {
                        values.Remove(name);
                        Seal($"{path}.{name}", value, mask);
                    }
                    break;
                case JsonArray values when Shapes.GetOrAdd(member.Type, ShapeOf).Item is not null:
                    for (var i = 0; i < values.Count; i++)
                    {
                        var value = values[i];
                        values[i] = null;
                        Seal($"{path}.{i}", value, mask);
                    }
                    break;
                case var value:
                    members.Remove(member.Name);
                    Seal(path, value, mask);
                    break;
            }
        }

        private void Seal(string path, JsonNode? value, Mask mask)
        {
            if (value is not null) personal.Add(Sealed.Of(path, value, mask));
        }
    }

    private sealed class Opening(ImmutableArray<PersonalValue> personal) : IStep
    {
        public void Take(JsonObject members, Member member, string path, Mask mask)
        {
            switch (members[member.Name])
            {
                case JsonObject values when Shapes.GetOrAdd(member.Type, ShapeOf).Value is { } type:
                    foreach (var value in personal.Where(p => p.Path.StartsWith(path + ".", StringComparison.Ordinal)))
                        values[value.Path[(path.Length + 1)..]] = Open(value, type == typeof(string));
                    break;
                case JsonArray values when Shapes.GetOrAdd(member.Type, ShapeOf).Item is { } type:
                    for (var i = 0; i < values.Count; i++)
                        if (personal.FirstOrDefault(p => p.Path == $"{path}.{i}") is { } value)
                            values[i] = Open(value, type == typeof(string));
                    break;
                default:
                    if (personal.FirstOrDefault(p => p.Path == path) is { } found)
                        members[member.Name] = Open(found, member.TextNeeded);
                    break;
            }
        }

        private static JsonNode? Open(PersonalValue value, bool textNeeded) =>
            value.Full is null ? textNeeded ? "" : null : JsonNode.Parse(value.Full);
    }
}
