using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.Metadata;
using ServiceTrack.Storage;

namespace ServiceTrack.Web;

/// <summary>
/// A JSON request body, and the bytes it came in (an idempotency key is bound to them). An empty body reads as {}. What
/// cannot be read is refused with the path of the field; so is a field nobody knows, since it would be lost silently.
/// </summary>
public sealed record Body<T>(T Value, byte[] Raw) : IEndpointParameterMetadataProvider
{
    public static async ValueTask<Body<T>> BindAsync(HttpContext context)
    {
        var request = context.Request;
        if (request.ContentLength is not (null or 0) && !request.HasJsonContentType())
            throw new RequestRefusedException(StatusCodes.Status415UnsupportedMediaType, "", "Send application/json.");
        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer, context.RequestAborted);
        var raw = buffer.ToArray();
        try
        {
            var value = JsonSerializer.Deserialize<T>(raw.Length == 0 ? "{}"u8 : raw, RequestJson.Options);
            return new(value ?? throw new JsonException("The body is null."), raw);
        }
        catch (JsonException wrong)
        {
            throw new RequestRefusedException(StatusCodes.Status400BadRequest, RequestJson.FieldOf(wrong), RequestJson.MessageOf(wrong));
        }
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) =>
        builder.Metadata.Add(new AcceptsMetadata(["application/json"], typeof(T)));
}

/// <summary>A request that cannot be read; answered as a problem document.</summary>
public sealed class RequestRefusedException(int status, string field, string message) : Exception(message)
{
    public int Status { get; } = status;

    /// <summary>Empty where no field is to blame.</summary>
    public string Field { get; } = field;
}

public static class RequestJson
{
    public static JsonSerializerOptions Options { get; } = new(StoredJson.Options)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        MaxDepth = 32,
    };

    /// <summary>"customer.phone" of "$.customer.phone"; for an unknown or missing property its name stands in the message.</summary>
    public static string FieldOf(JsonException wrong)
    {
        var path = wrong.Path is { Length: > 2 } p && p.StartsWith("$.", StringComparison.Ordinal) ? p[2..] : "";
        // Of an unknown or missing property the path may be its parent's; its name stands quoted in the message, last but for a type.
        var quoted = wrong.Message.Split('\'');
        var name = wrong.Message.Contains("could not be mapped") ? quoted[1]
            : wrong.Message.Contains("missing required properties") ? quoted[^2] : "";
        if (name.Length > 0 && path != name && !path.EndsWith($".{name}", StringComparison.Ordinal)) path = path.Length == 0 ? name : $"{path}.{name}";
        return path.Length == 0 ? "body" : path;
    }

    public static string MessageOf(JsonException wrong) => wrong.Message switch
    {
        var m when m.Contains("could not be mapped") => "There is no such field.",
        var m when m.Contains("missing required properties") => "Required.",
        var m when m.Contains("could not be converted") => "Has the wrong type or form.",
        _ => "Is not valid JSON here.",
    };
}
