using System.Text.Json;
using System.Text.Json.Serialization;

namespace ServiceTrack.Sla;

/// <summary>Names of a closed set as JSON shows them, whatever options the caller serializes with.</summary>
internal sealed class CamelCaseEnum<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.CamelCase, allowIntegerValues: false)
    where T : struct, Enum;
