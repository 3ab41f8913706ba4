using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using ServiceTrack.Certification;
using ServiceTrack.Reports;
using ServiceTrack.Tests.House;

namespace ServiceTrack.Tests.Certification;

public sealed class SchemeRouteTests : HostedTest
{
    private const string Standard = "/api/v1/schemes/gbt27922-2011";

    [Fact]
    public async Task every_company_finds_the_schemes_that_come_with_the_product()
    {
        var list = await Company.Get("/api/v1/schemes");
        Assert.Equal(["gbt27922-2011", "completeness", "two-stage-service"], list["items"]!.AsArray().Select(s => (string)s!["id"]!));
        var view = await Company.Get(Standard);
        Assert.Equal((false, true, 42), ((bool)view["own"]!, (bool)view["estimate"]!, view["weights"]!.AsArray().Count));
    }

    [Fact]
    public async Task a_scheme_put_becomes_the_companys_own_next_version_and_nobody_elses()
    {
        var scheme = (await Company.Get(Standard))["scheme"]!;
        scheme["clauses"]![2]!["points"] = 3;
        var (put, body) = await Company.Client.Send(HttpMethod.Put, Standard, scheme, ("If-Match", "\"1\""));

        Assert.Equal((HttpStatusCode.OK, "\"2\""), (put.StatusCode, put.Headers.ETag!.Tag));
        Assert.Equal((true, 2), ((bool)body["own"]!, (int)body["scheme"]!["version"]!));
        Assert.Equal(1, (int)(await Neighbour.Get(Standard))["scheme"]!["version"]!);
        Assert.Null((await Company.Get(Standard + "?version=1"))["scheme"]!["clauses"]![2]!["points"]);
        (await Company.Client.Send(HttpMethod.Put, Standard, scheme, ("If-Match", "\"1\""))).IsProblem(HttpStatusCode.PreconditionFailed, "stale");

        var told = (await Host.Store.For(Company.Tenant).Stream("scheme/gbt27922-2011", default)).Single();
        Assert.Equal((nameof(SchemePutInForce), (string)body["digest"]!), (told.Type, (string)told.Data["digest"]!));
        Assert.Equal((string)told.Data["digest"]!, SchemeDesk.DigestOf((string)told.Data["content"]!));
    }

    [Fact]
    public async Task a_scheme_of_a_companys_own_is_imported_once()
    {
        var scheme = (await Company.Get(Standard))["scheme"]!;
        scheme["id"] = "ours";
        var (made, _) = await Company.Client.Post("/api/v1/schemes", scheme);
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        (await Company.Client.Post("/api/v1/schemes", scheme)).IsProblem(HttpStatusCode.Conflict, "already-exists", "id");
        (await Neighbour.Client.Send(HttpMethod.Get, "/api/v1/schemes/ours")).IsProblem(HttpStatusCode.NotFound, "not-found");
        scheme["id"] = "other";
        scheme["clauses"]![0]!["points"] = 4;
        (await Company.Client.Post("/api/v1/schemes", scheme)).IsProblem(HttpStatusCode.BadRequest, "invalid", "clauses[0].points");
    }

    [Fact]
    public async Task the_bodys_score_sheet_gives_points_that_are_confirmed()
    {
        const string sheet = "某机构评分表\n条款,名称,分值\n5.1,,40\n5.1.1.1,部门,3\n合计,,\n5.1.1.2,网点,3.5\n";
        var tried = await Sheet(Encoding.UTF8.GetBytes(sheet), "&dryRun=true");
        Assert.Equal((3, 0, null), (tried["changes"]!.AsArray().Count, tried["errors"]!.AsArray().Count, tried["version"]));
        Assert.False((bool)(await Company.Get(Standard))["own"]!);

        Assert.Equal(2, (int)(await Sheet(Encoding.UTF8.GetBytes(sheet)))["version"]!);
        var clause = (await Company.Get(Standard))["scheme"]!["clauses"]!.AsArray().Single(c => (string)c!["id"]! == "5.1.1.2")!;
        Assert.Equal((3.5m, "body", true, "某认证机构"), ((decimal)clause["points"]!, (string)clause["source"]!, (bool)clause["confirmed"]!, (string)clause["confirmedBy"]!));
        Assert.Equal("网点", (string)clause["name"]!["zh"]!);
    }

    [Fact]
    public async Task a_workbook_serves_as_well()
    {
        using var stream = new MemoryStream();
        await using (var workbook = new XlsxWriter(stream, "s", [new("Clause", 8), new("Points", 8)], ZipContent.Compressed))
            await workbook.Write(["5.3.1.1", 4m]);
        Assert.Equal(4, (int)(await Sheet(stream.ToArray()))["changes"]![0]!["after"]!);
    }

    [Theory]
    [InlineData("条款,分值\n5.9,3\n", "unknown-clause", 2)]
    [InlineData("条款,分值\n5.1.1.1,3\n5.1.1.1,4\n", "given-twice", 3)]
    [InlineData("条款,分值\n5.1.1.1,many\n", "not-points", 2)]
    [InlineData("条款,分值\n5.1.1.1,-3\n", "not-points", 2)]
    [InlineData("条款,分值\n5.3,5\n5.3.1.1,6\n", "points-exceed-parent", 2)]
    [InlineData("甲,乙\n5.1,3\n", "missing-column", 1)]
    public async Task a_wrong_sheet_is_told_by_row_and_column_and_changes_nothing(string sheet, string code, int line)
    {
        var answer = await Sheet(Encoding.UTF8.GetBytes(sheet));
        Assert.Contains(answer["errors"]!.AsArray(), e => (string)e!["code"]! == code && (int)e["line"]! == line);
        Assert.Null(answer["version"]);
        Assert.False((bool)(await Company.Get(Standard))["own"]!);
    }

    private async Task<JsonObject> Sheet(byte[] file, string more = "")
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(file), "file", "sheet.csv" } };
        var response = await Company.Client.PostAsync($"{Standard}/score-sheet?body=某认证机构{more}", form);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject();
    }
}
