using ServiceTrack.Tests.Registers;

namespace ServiceTrack.Tests.Certification;

public sealed class ApplicationTests : RegisterTest
{
    [Fact]
    public async Task a_mark_is_used_while_its_certificate_holds()
    {
        var certificate = await Add("certificates", new { name = "服务认证证书", number = "C-1", body = "某认证机构", issuedOn = "2024-01-01", expiresOn = "2026-12-31" });
        await Add("mark-uses", new { place = "官网首页", medium = "website", certificate, from = "2024-02-01" });
        (await Post("mark-uses", new { place = "包装", medium = "packaging", certificate, from = "2027-01-01" })).IsProblemOf("fields.from");
    }

    [Fact]
    public async Task a_site_in_scope_is_an_outlet()
    {
        (await Post("scope", new { kind = "site", name = "总部", from = "2026-01-01" })).IsProblemOf("fields.site");
        await Add("scope", new { kind = "site", name = "总部", site = await Outlet(), from = "2026-01-01" });
    }
}
