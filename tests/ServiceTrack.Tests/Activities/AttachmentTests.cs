using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using ServiceTrack.Tests.House;

namespace ServiceTrack.Tests.Activities;

public sealed class AttachmentTests : HostedTest
{
    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3];

    [Fact]
    public async Task a_picture_comes_back_as_it_went_in()
    {
        var id = (await Company.Log(new { kind = "repair", text = "x" })).Id();
        var (response, body) = await Upload(Company.Client, id, Png, "现场.png", "image/png");
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        var file = await Company.Client.GetAsync($"/api/v1/activities/{id}/attachments/{body.Id()}");
        Assert.Equal(Png, await file.Content.ReadAsByteArrayAsync());
        Assert.Equal("attachment", file.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal(HttpStatusCode.NotFound, (await Neighbour.Client.GetAsync($"/api/v1/activities/{id}/attachments/{body.Id()}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await Upload(Neighbour.Client, id, Png, "a.png", "image/png")).Response.StatusCode);
    }

    [Theory]
    [InlineData("photo.png", "image/png", "<html><script>")]
    [InlineData("photo.exe", "image/png", null)]
    [InlineData("photo.png", "application/pdf", null)]
    [InlineData("run.sh", "text/plain", "#!/bin/sh")]
    public async Task a_file_that_is_not_what_it_says_is_refused(string name, string type, string? text)
    {
        var id = (await Company.Log(new { kind = "repair", text = "x" })).Id();
        var bytes = text is null ? Png : System.Text.Encoding.UTF8.GetBytes(text);
        (await Upload(Company.Client, id, bytes, name, type)).IsProblem(HttpStatusCode.UnsupportedMediaType, "unsupported-file", "file");
        Assert.Empty((await Company.Get($"/api/v1/activities/{id}"))["attachments"]!.AsArray());
    }

    [Fact]
    public async Task a_file_over_the_limit_is_refused_and_nothing_stays()
    {
        var id = (await Company.Log(new { kind = "repair", text = "x" })).Id();
        var large = new byte[(25 * 1024 * 1024) + 1];
        Png.CopyTo(large, 0);
        (await Upload(Company.Client, id, large, "a.png", "image/png")).IsProblem(HttpStatusCode.RequestEntityTooLarge, "too-large");
        Assert.Empty((await Company.Get($"/api/v1/activities/{id}"))["attachments"]!.AsArray());
    }

    [Fact]
    public async Task an_empty_upload_names_the_file()
    {
        var id = (await Company.Log(new { kind = "repair", text = "x" })).Id();
        (await Upload(Company.Client, id, [], "a.png", "image/png")).IsProblem(HttpStatusCode.BadRequest, "invalid", "file");
    }

    private static async Task<(HttpResponseMessage Response, JsonObject Body)> Upload(HttpClient client, string id, byte[] bytes, string name, string type)
    {
        using var file = new ByteArrayContent(bytes);
        file.Headers.ContentType = new MediaTypeHeaderValue(type);
        using var form = new MultipartFormDataContent { { file, "file", name } };
        var response = await client.PostAsync($"/api/v1/activities/{id}/attachments", form);
        var text = await response.Content.ReadAsStringAsync();
        return (response, text.StartsWith('{') ? JsonNode.Parse(text)!.AsObject() : []);
    }
}
