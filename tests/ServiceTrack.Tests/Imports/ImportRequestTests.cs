using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using ServiceTrack.Imports;
using ServiceTrack.Tenants;
using ServiceTrack.Tests.House;

namespace ServiceTrack.Tests.Imports;

public sealed class ImportRequestTests
{
    private static readonly byte[] File = "id,time,text,outlet\n1,2026-06-28,x,East\n"u8.ToArray();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("?kind=nonsense", "kind")]
    [InlineData("?dryRun=perhaps", "dryRun")]
    [InlineData("?encoding=klingon", "encoding")]
    [InlineData("?onExisting=delete", "onExisting")]
    public async Task a_parameter_that_means_nothing_is_named(string query, string field)
    {
        await using var host = await TestHost.Start();
        var company = await host.Company("alpha");
        await Refused(await Importing.Send(company.Client, File, query), HttpStatusCode.BadRequest, field);
        Assert.Empty((await company.Get("/api/v1/imports"))["items"]!.AsArray());
    }

    [Fact]
    public async Task what_is_no_table_is_refused_before_there_is_a_job()
    {
        await using var host = await TestHost.Start();
        var company = await host.Company("alpha");
        await Refused(await Importing.Send(company.Client, []), HttpStatusCode.BadRequest, "file");
        await Refused(await Importing.Send(company.Client, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0]), HttpStatusCode.UnsupportedMediaType, "file");
        await Refused(await Importing.Send(company.Client, new byte[ImportDesk.MostBytes + 1]), HttpStatusCode.RequestEntityTooLarge, "file");
        Assert.Empty((await company.Get("/api/v1/imports"))["items"]!.AsArray());
    }

    public static TheoryData<byte[], string, string> Unreadable => new()
    {
        { "a,b\n1,2\n"u8.ToArray(), "", ImportCodes.MissingColumn },
        { "\n\n"u8.ToArray(), "", ImportCodes.EmptyFile },
        { [.. "time,text\n2026-06-28,"u8, 0xff, 0xff], "?encoding=utf-8", ImportCodes.Undecodable },
        { [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0], "", ImportCodes.UnsupportedWorkbook },
    };

    [Theory, MemberData(nameof(Unreadable))]
    public async Task a_file_that_cannot_be_read_fails_the_job_and_says_why(byte[] file, string query, string code)
    {
        await using var host = await TestHost.Start();
        var company = await host.Company("alpha");

        var job = await Importing.Import(company.Client, file, query);

        Assert.Equal("failed", (string?)job["status"]);
        Assert.Equal(code, (string?)Assert.Single(job["errors"]!.AsArray())!["code"]);
    }

    [Fact]
    public async Task messages_are_in_the_language_of_who_reads_them()
    {
        await using var host = await TestHost.Start();
        var company = await host.Company("alpha");
        var id = await Importing.Begin(company.Client, "time,text\nsoon,x\n"u8.ToArray());
        await Importing.Ended(company.Client, id);

        Assert.Equal("“soon”不是可识别的时间，例如 2026-06-28 10:36。", await Message(""));
        Assert.Equal("“soon” is not a time such as 2026-06-28 10:36.", await Message("en-GB,zh;q=0.5"));

        async Task<string?> Message(string language)
        {
            using HttpRequestMessage request = new(HttpMethod.Get, $"/api/v1/imports/{id}");
            request.Headers.TryAddWithoutValidation("Accept-Language", language);
            var job = (await (await company.Client.SendAsync(request, Cancel)).Content.ReadFromJsonAsync<JsonObject>(Cancel))!;
            return (string?)Assert.Single(job["errors"]!.AsArray())!["message"];
        }
    }

    [Fact]
    public async Task a_neighbour_and_who_may_not_transfer_see_no_import()
    {
        await using var host = await TestHost.Start();
        var (company, neighbour) = (await host.Company("alpha"), await host.Company("beta"));
        var id = await Importing.Begin(company.Client, File);
        await Importing.Ended(company.Client, id);

        Assert.Equal(HttpStatusCode.NotFound, (await neighbour.Client.GetAsync($"/api/v1/imports/{id}", Cancel)).StatusCode);
        Assert.Empty((await neighbour.Get("/api/v1/imports"))["items"]!.AsArray());
        Assert.Equal(id, (string?)Assert.Single((await company.Get("/api/v1/imports"))["items"]!.AsArray())!["id"]);
        var agent = await host.Member(company, Role.Agent);
        Assert.Equal(HttpStatusCode.Forbidden, (await Importing.Send(agent, File)).StatusCode);
        Assert.Equal((1, 0, 0, 0, 0), Importing.Counts(await Importing.Import(neighbour.Client, File)));
    }

    [Fact]
    public async Task whoever_has_some_outlets_brings_in_rows_of_these_alone()
    {
        await using var host = await TestHost.Start();
        var company = await host.Company("alpha");
        await Importing.Import(company.Client, File);
        var east = (string)Assert.Single((await company.Get("/api/v1/outlets"))["items"]!.AsArray())!["id"]!;
        var manager = await host.Member(company, Role.Manager, east);

        var job = await Importing.Import(manager, "id,time,text,outlet\n2,2026-06-28,x,East\n3,2026-06-28,x,West\n4,2026-06-28,x,\n"u8.ToArray());

        Assert.Equal((1, 0, 0, 0, 2), Importing.Counts(job));
        Assert.All(job["errors"]!.AsArray(), e => Assert.Equal((ImportCodes.NotYourOutlet, "outlet"), ((string)e!["code"]!, (string)e["column"]!)));
        Assert.Single((await company.Get("/api/v1/outlets"))["items"]!.AsArray());
        Assert.Single((await manager.GetFromJsonAsync<JsonObject>("/api/v1/imports", Cancel))!["items"]!.AsArray());
    }

    [Fact]
    public async Task the_same_request_under_the_same_key_is_one_job()
    {
        await using var host = await TestHost.Start();
        var company = await host.Company("alpha");
        var first = await Importing.Send(company.Client, File, key: "k1");
        var second = await Importing.Send(company.Client, File, key: "k1");

        Assert.Equal(first.Headers.Location, second.Headers.Location);
        Assert.Equal("true", Assert.Single(second.Headers.GetValues("Idempotency-Replayed")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Importing.Send(company.Client, Encoding.UTF8.GetBytes("time,text\n"), key: "k1")).StatusCode);
        await Importing.Ended(company.Client, first.Headers.Location!.ToString().Split('/')[^1]);
    }

    private static async Task Refused(HttpResponseMessage response, HttpStatusCode status, string field)
    {
        Assert.Equal(status, response.StatusCode);
        Assert.NotNull((await response.Content.ReadFromJsonAsync<JsonObject>(Cancel))!["errors"]![field]);
    }
}
