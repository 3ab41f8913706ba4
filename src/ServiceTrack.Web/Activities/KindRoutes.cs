using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.HttpResults;
using ServiceTrack.Activities;
using ServiceTrack.Activities.Verbs;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;
using ServiceTrack.Web.Tenants;

namespace ServiceTrack.Web.Activities;

/// <summary>The kinds of activity: built in, and the company's own.</summary>
public static partial class KindRoutes
{
    public static void MapKinds(this IEndpointRouteBuilder api)
    {
        var kinds = api.MapGroup("/kinds").WithTags("Kinds");
        kinds.MapGet("/", List).Needs(Right.Read).ForShares(null).WithName("listKinds");
        kinds.MapPut("/{code}", Put).Needs(Right.Configure).WithName("putKind");
    }

    private static Ok<PageView<Kind>> List(Setup setup, Caller caller) =>
        TypedResults.Ok(new PageView<Kind>([.. setup.Kinds.Where(k => caller.Share?.CoversKind(k.Code) != false)], null));

    private static async Task<Results<Ok<Kind>, ProblemHttpResult>> Put(
        string code, Body<Kind> body, ITenantStore store, Caller caller, TimeProvider clock, CancellationToken cancel)
    {
        var kind = body.Value;
        if (Check(code, kind) is { } refusal) return Problems.Of(refusal);
        refusal = await new SetupDesk(store).PutKind(kind, caller.By, clock.GetUtcNow(), cancel);
        return refusal is null ? TypedResults.Ok(kind) : Problems.Of(refusal);
    }

    private static Refusal? Check(string code, Kind kind)
    {
        var errors = new FieldErrors();
        errors.Require(Code().IsMatch(kind.Code), "code", "Must be lower-case letters, digits and dashes.");
        errors.Require(code == kind.Code, "code", "Must be the code in the address.");
        errors.Require(kind.Group is >= 1 and <= 6, "group", "Must be 1 to 6.");
        errors.Require(!string.IsNullOrWhiteSpace(kind.NameZh) && !string.IsNullOrWhiteSpace(kind.NameEn), "nameZh", "Both names are required.");
        var fields = kind.Fields.IsDefault ? [] : kind.Fields;
        errors.Require(fields.Length <= 50, "fields", "At most 50.");
        for (var i = 0; i < fields.Length; i++)
        {
            var field = fields[i];
            errors.Require(Field().IsMatch(field.Name), $"fields[{i}].name", "Must be letters and digits, beginning with a letter.");
            errors.Require(fields.Count(f => f.Name == field.Name) == 1, $"fields[{i}].name", "Stands twice.");
            errors.Require(field.Type != FieldType.Choice || field.Choices is { Length: > 0 }, $"fields[{i}].choices", "A choice needs its values.");
            errors.Require(field.Unless is null || fields.Any(f => f.Name == field.Unless), $"fields[{i}].unless", "There is no such field.");
        }
        return errors.Any ? errors.ToRefusal() : null;
    }

    [GeneratedRegex("^[a-z][a-z0-9-]{0,39}$")] private static partial Regex Code();

    [GeneratedRegex("^[a-z][A-Za-z0-9]{0,39}$")] private static partial Regex Field();
}
