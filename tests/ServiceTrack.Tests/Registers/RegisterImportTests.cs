using System.Net;
using System.Text.Json.Nodes;
using ServiceTrack.Tests.House;

namespace ServiceTrack.Tests.Registers;

public sealed class RegisterImportTests : RegisterTest
{
    private const string Staff = "工号,姓名,职责,服务管理人员,到岗日期,网点,工资\nS1,赵甲,技术,是,2025/3/1,城东店,9\nS2,钱乙,客服,否,2025年4月2日,,9\n\n";

    [Fact]
    public async Task a_file_as_people_keep_it_fills_a_register()
    {
        await Outlet("城东店");
        var dry = await Import("staff/import?dryRun=true", Staff);
        Assert.Equal(2, (int)dry["counts"]!["added"]!);
        Assert.Empty(await Listed("staff"));
        var result = await Import("staff/import", Staff);
        Assert.Equal((2, 0, 0), Counts(result));
        Assert.Equal(["工资"], result["ignored"]!.AsArray().Select(i => (string)i!));
        var id = (await Listed("staff?duty=technician")).Single();
        var entry = await Company.Get($"/api/v1/staff/{id}");
        Assert.Equal(("赵甲", "2025-03-01", "imported"), ((string)entry["fields"]!["name"]!, (string)entry["fields"]!["joinedOn"]!, (string)entry["recorded"]!));
        Assert.StartsWith("import/", (string)entry["by"]!);
        var requested = await Host.Store.For(Company.Tenant).Stream((string)entry["by"]!, TestContext.Current.CancellationToken);
        Assert.Equal("ImportRequested", requested.Single().Type);
    }

    [Fact]
    public async Task the_same_file_again_adds_nothing_and_a_corrected_one_changes()
    {
        await Outlet("城东店");
        await Import("staff/import", Staff);
        var again = await Import("staff/import", Staff);
        Assert.Equal((0, 0, 2), Counts(again));
        Assert.Equal((0, 1, 1), Counts(await Import("staff/import", Staff.Replace("钱乙", "钱丙"))));
        const string recycling = "回收日期,物品,数量,处置单位\n2026-11-01,旧机,3,处置单位\n";
        Assert.Equal((1, 0, 0), Counts(await Import("recycling/import", recycling)));
        Assert.Equal((0, 0, 1), Counts(await Import("recycling/import", recycling)));
    }

    [Fact]
    public async Task a_bad_row_names_its_cells_and_the_others_come_in()
    {
        var result = await Import("staff/import", Staff + "S3,,厨师,也许,昨天,没有的店,\n");
        Assert.Equal(2, (int)result["counts"]!["bad"]!);
        var errors = result["errors"]!.AsArray().Where(e => (int?)e!["record"] == 4).Select(e => (string)e!["column"]!).Order(StringComparer.Ordinal);
        Assert.Equal(["到岗日期", "姓名", "服务管理人员", "网点", "职责"], errors);
        Assert.Single(await Listed("staff"));
    }

    [Fact]
    public async Task what_is_no_table_is_refused_with_a_sentence()
    {
        Assert.Equal("缺少必需的列", ((string)(await Import("staff/import", "甲,乙\n1,2\n"))["errors"]![0]!["message"]!)[..6]);
        using var form = new MultipartFormDataContent { { new ByteArrayContent([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1]), "file", "a.png" } };
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await Company.Client.PostAsync("/api/v1/staff/import", form)).StatusCode);
    }

    [Fact]
    public async Task an_export_comes_in_again_as_it_went_out()
    {
        await Outlet("城东店");
        await Import("staff/import", Staff);
        var workbook = await Company.Client.GetByteArrayAsync("/api/v1/staff/export?format=xlsx");
        using var form = new MultipartFormDataContent { { new ByteArrayContent(workbook), "file", "staff.xlsx" } };
        var response = await Company.Client.PostAsync("/api/v1/staff/import", form);
        Assert.Equal((0, 0, 2), Counts(JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject()));
    }

    private async Task<JsonObject> Import(string path, string csv)
    {
        using var form = new MultipartFormDataContent { { new StringContent(csv), "file", "a.csv" } };
        var response = await Company.Client.PostAsync($"/api/v1/{path}", form);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, text);
        return JsonNode.Parse(text)!.AsObject();
    }

    private static (int Added, int Updated, int Duplicate) Counts(JsonObject result) =>
        ((int)result["counts"]!["added"]!, (int)result["counts"]!["updated"]!, (int)result["counts"]!["duplicate"]!);
}
