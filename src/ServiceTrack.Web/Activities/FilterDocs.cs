using Microsoft.OpenApi;

namespace ServiceTrack.Web.Activities;

/// <summary>Tells the OpenAPI document of the filters that <see cref="ActivityFilter"/> reads.</summary>
public static class FilterDocs
{
    private static readonly (string Name, bool Repeats)[] Known =
    [
        ("kind", true), ("status", true), ("outletId", true), ("assigneeId", true), ("category", true), ("severity", true),
        ("channel", true), ("answered", true), ("recorded", true), ("amended", false), ("sla", true), ("asOf", false), ("from", false), ("to", false), ("q", false), ("sort", false),
        ("limit", false), ("cursor", false),
    ];

    public static RouteHandlerBuilder Filters(this RouteHandlerBuilder route) => route.AddOpenApiOperationTransformer((operation, _, _) =>
    {
        operation.Parameters ??= [];
        foreach (var (name, repeats) in Known)
        {
            var text = new OpenApiSchema { Type = JsonSchemaType.String };
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = name, In = ParameterLocation.Query, Explode = true,
                Schema = repeats ? new OpenApiSchema { Type = JsonSchemaType.Array, Items = text } : text,
            });
        }
        return Task.CompletedTask;
    });
}
