using System.Text;
using ServiceTrack.Evidence;
using ServiceTrack.Storage;

namespace ServiceTrack.Tests.Evidence;

/// <summary>Files that were handed in with activities and entries, in packs.</summary>
public sealed class AttachmentPackTests : PackTest
{
    private static readonly byte[] Slip = Encoding.UTF8.GetBytes("服务单"), Photo = [0xFF, 0xD8, 0xFF, 1, 2, 3], Handbook = Encoding.UTF8.GetBytes("%PDF-1.4 手册");
    private readonly List<StagedBlob> blobs = [];

    private protected override Task<PackCompany> Found() => PackCompany.MakeWithRegisters(async made =>
    {
        blobs.Add(await made.Attach("activity/a1", "f1", "2026-12-01 13:00", "服务单.txt", "text/plain", Slip, personal: false));
        blobs.Add(await made.Attach("activity/a1", "f2", "2026-12-01 13:01", "王小明的照片.jpg", "image/jpeg", Photo, personal: true));
        blobs.Add(await made.Attach("register/documents/d1", "f3", "2026-12-01 13:02", "手册.pdf", "application/pdf", Handbook, personal: false));
        blobs.Add(await made.Attach("activity/a0", "f4", "2026-12-01 13:03", "十月的.txt", "text/plain", "不在本期"u8.ToArray(), personal: false));
    });

    [Fact]
    public async Task what_is_not_personal_stands_beside_its_ledger_and_what_is_stands_as_a_digest()
    {
        var bytes = await Company.Pack(PackCompany.Certified);
        var pack = PackBytes.Of(bytes);
        Assert.Equal(
            ["data/clauses/5.2.2/complaint/f1.txt", "data/clauses/5.1.2/register_documents/f3.pdf"],
            pack.Names.Where(n => n.Contains("/f", StringComparison.Ordinal) && !n.EndsWith("figures.json", StringComparison.Ordinal)));
        Assert.Equal(Slip, pack["data/clauses/5.2.2/complaint/f1.txt"]);
        Assert.Equal(Handbook, pack["data/clauses/5.1.2/register_documents/f3.pdf"]);
        Assert.Contains("服务单.txt (complaint/f1.txt); 涉及个人，仅留摘要 personal, digest only", pack.Text("data/clauses/5.2.2/complaint.csv"), StringComparison.Ordinal);
        Assert.Contains("<a href=\"complaint/f1.txt\">服务单.txt</a>", pack.Text("data/clauses/5.2.2/complaint.html"), StringComparison.Ordinal);
        Assert.DoesNotContain("王小明", string.Concat(pack.Names.Select(pack.Text)), StringComparison.Ordinal);
        var verdict = await PackBytes.Verify(bytes);
        Assert.Equal("2 attachments are the files that were recorded.", verdict.Proved.Single(f => f.Code == "attachments").Sentence);
        Assert.StartsWith("1 attachments about people", verdict.NotProved.Single(f => f.Code == "digests").Sentence, StringComparison.Ordinal);
        Assert.False(verdict.Repacked);
    }

    [Fact]
    public async Task a_pack_asked_for_whole_holds_personal_files_too()
    {
        var bytes = await Company.Pack(PackCompany.Certified with { Masked = false });
        Assert.Equal(Photo, PackBytes.Of(bytes)["data/clauses/5.2.2/complaint/f2.jpg"]);
        Assert.Null((await PackBytes.Verify(bytes)).Fault);
    }

    [Fact]
    public async Task one_that_is_gone_makes_the_pack_incomplete_and_every_page_says_so()
    {
        await Company.Lose(blobs[0]);
        var bytes = await Company.Pack(PackCompany.Certified);
        var pack = PackBytes.Of(bytes);
        Assert.Equal(["data/clauses/5.2.2/complaint/f1.txt"], pack.Json(PackFiles.Parameters)["missing"]!.AsArray().Select(m => m!.GetValue<string>()));
        Assert.EndsWith("Incomplete: 1 attachments are missing\n", pack.Text("bag-info.txt"), StringComparison.Ordinal);
        Assert.Contains("INCOMPLETE: attachments are missing", pack.Text(PackFiles.Index), StringComparison.Ordinal);
        Assert.Contains("【缺失】服务单.txt [MISSING] 服务单.txt", pack.Text("data/clauses/5.2.2/complaint.csv"), StringComparison.Ordinal);
        var verdict = await PackBytes.Verify(bytes);
        Assert.Null(verdict.Fault);
        Assert.StartsWith("INCOMPLETE: 1 attachments", verdict.NotProved.Single(f => f.Code == "incomplete").Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task another_file_in_its_place_is_caught() =>
        await Caught("data/clauses/5.2.2/complaint/f1.txt", "it is not the file that was recorded", p => p["data/clauses/5.2.2/complaint/f1.txt"] = "补的"u8.ToArray());

    [Fact]
    public async Task one_cannot_be_taken_away_in_silence() =>
        await Caught("data/clauses/5.2.2/complaint/f1.txt", "it is missing, and the journal tells of it", p => p.Files.RemoveAll(f => f.Name.EndsWith("f1.txt", StringComparison.Ordinal)));

    [Fact]
    public async Task what_is_there_cannot_be_said_to_be_missing() => await Caught("data/clauses/5.2.2/complaint.csv", null, p =>
    {
        p.Files.RemoveAll(f => f.Name.EndsWith("f1.txt", StringComparison.Ordinal));
        p.Alter(PackFiles.Parameters, t => t.Replace("\"missing\":[]", "\"missing\":[\"data/clauses/5.2.2/complaint/f1.txt\"]", StringComparison.Ordinal));
    });

    [Fact]
    public async Task nothing_can_be_said_to_be_missing_that_no_record_tells_of() => await Caught(PackFiles.Parameters, null, p =>
        p.Alter(PackFiles.Parameters, t => t.Replace("\"missing\":[]", "\"missing\":[\"data/x.txt\"]", StringComparison.Ordinal)));

    private async Task Caught(string subject, string? why, Action<PackBytes> alter)
    {
        using var key = await Company.Key();
        var pack = PackBytes.Of(await Company.Pack(PackCompany.Certified));
        alter(pack);
        var fault = (await PackBytes.Verify(await pack.Resigned(key).Zip(), key.Public.Fingerprint)).Fault;
        Assert.Equal(subject, fault!.Subject);
        if (why is not null) Assert.Contains(why, fault.Sentence, StringComparison.Ordinal);
    }
}
