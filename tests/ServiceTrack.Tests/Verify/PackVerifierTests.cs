using System.Text;
using System.Text.Json.Nodes;
using ServiceTrack.Activities;
using ServiceTrack.Evidence;
using ServiceTrack.Journal;
using ServiceTrack.Tests.Evidence;
using ServiceTrack.Verify;

namespace ServiceTrack.Tests.Verify;

public sealed class PackVerifierTests : PackTest
{
    [Fact]
    public async Task an_unaltered_pack_is_proved_and_what_is_not_proved_is_said()
    {
        var verdict = await PackBytes.Verify(await Company.Pack(PackCompany.November));
        Assert.Null(verdict.Fault);
        Assert.Equal(0, verdict.ExitCode);
        Assert.False(verdict.Repacked);
        Assert.Equal(["zip", "checksums", "signatures", "range", "values", "derived"], verdict.Proved.Select(f => f.Code));
        Assert.Equal(["signer", "time", "previous", "earlier", "names", "unrecorded"], verdict.NotProved.Select(f => f.Code));
        Assert.Contains("Records 1 to 17", verdict.Proved[3].Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task the_expected_key_establishes_the_signer_and_another_is_refused()
    {
        var pack = await Company.Pack(PackCompany.November);
        using var key = await Company.Key();
        Assert.DoesNotContain("signer", (await PackBytes.Verify(pack, key.Public.Fingerprint)).NotProved.Select(f => f.Code));
        Assert.Equal("signature.json", (await PackBytes.Verify(pack, new string('0', 64))).Fault!.Subject);
    }

    [Fact]
    public async Task a_stranger_who_signs_everything_anew_has_another_key()
    {
        using var theirs = JournalKey.Generate();
        using var key = await Company.Key();
        var pack = PackBytes.Of(await Company.Pack(PackCompany.November));
        var signature = pack.Json("signature.json");
        (signature["key"], signature["fingerprint"]) = (theirs.Public.Text, theirs.Public.Fingerprint);
        pack["signature.json"] = Encoding.UTF8.GetBytes(signature.ToJsonString());
        var zip = await pack.Resigned(theirs).Zip();
        Assert.Equal(0, (await PackBytes.Verify(zip)).ExitCode);
        Assert.Equal("signature.json", (await PackBytes.Verify(zip, key.Public.Fingerprint)).Fault!.Subject);
    }

    [Fact]
    public async Task a_pure_repack_is_reported_and_not_failed()
    {
        var verdict = await PackBytes.Verify(PackBytes.Of(await Company.Pack(PackCompany.November)).ZipByAnotherProgram());
        Assert.Null(verdict.Fault);
        Assert.True(verdict.Repacked);
    }

    [Fact]
    public async Task an_earlier_pack_is_proved_a_prefix_by_its_own_leaves_or_by_the_proof()
    {
        var earlier = await Company.Pack(PackCompany.November);
        var previous = await Checkpoints.Current(Company.Store, PackCompany.Now, CancellationToken.None);
        await Company.Tell("a6", "2027-01-05 09:00", null, new ActivityReceived("complaint", "web") { Text = "x" });

        var overlapping = await PackBytes.Verify(await Company.Pack(PackCompany.November), previous: earlier);
        Assert.Contains("previous", overlapping.Proved.Select(f => f.Code));

        var january = PackCompany.November with { From = PackCompany.At("2027-01-01 00:00"), To = PackCompany.At("2027-02-01 00:00") };
        await Company.Tell("a7", "2027-01-06 09:00", null, new ActivityReceived("complaint", "web") { Text = "x" });
        var february = january with { From = PackCompany.At("2027-01-06 00:00") };
        Assert.Equal("The previous pack", (await PackBytes.Verify(await Company.Pack(february), previous: earlier)).Fault!.Subject);
        var proved = await PackBytes.Verify(await Company.Pack(february with { Previous = previous }), previous: earlier);
        Assert.Null(proved.Fault);
        Assert.Contains("previous", proved.Proved.Select(f => f.Code));
    }

    [Fact]
    public async Task a_checkpoint_that_was_received_binds_the_company_and_its_clock()
    {
        var received = await LastCheckpoint();
        var covered = await PackBytes.Verify(await Company.Pack(PackCompany.November), received: received);
        Assert.Contains("received", covered.Proved.Select(f => f.Code));
        Assert.DoesNotContain("time", covered.NotProved.Select(f => f.Code));

        await Company.Tell("a6", "2027-01-05 09:00", null, new ActivityReceived("complaint", "web") { Text = "x" });
        var grown = await PackBytes.Verify(await Company.Pack(PackCompany.November), received: received);
        Assert.Contains("received", grown.Proved.Select(f => f.Code));
        Assert.Contains($"from record {received.Size} on", grown.NotProved.Single(f => f.Code == "time").Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_received_checkpoint_of_another_history_or_company_fails_the_pack()
    {
        var pack = await Company.Pack(PackCompany.November);
        var another = await LastCheckpoint() with { Root = Convert.ToBase64String(new byte[32]) };
        Assert.StartsWith("The received checkpoint", (await PackBytes.Verify(pack, received: another)).Fault!.Subject, StringComparison.Ordinal);
        var stranger = await LastCheckpoint() with { Tenant = new("t2") };
        Assert.Contains("another company", (await PackBytes.Verify(pack, received: stranger)).Fault!.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_received_checkpoint_outside_the_pack_is_said_to_be_uncompared()
    {
        var pack = await Company.Pack(PackCompany.November);
        var last = await LastCheckpoint();
        foreach (var size in new[] { 0, last.Size + 1 })
        {
            var verdict = await PackBytes.Verify(pack, received: last with { Size = size });
            Assert.Null(verdict.Fault);
            Assert.Contains("received", verdict.NotProved.Select(f => f.Code));
            Assert.Contains("time", verdict.NotProved.Select(f => f.Code));
        }
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public async Task a_checkpoint_is_found_in_a_mail_that_was_saved(string newLine)
    {
        var last = await LastCheckpoint();
        var mail = $"Subject: x\n\nservicetrack/ is kept\n  {last.Text.Replace("\n", "\n  ", StringComparison.Ordinal)}\nbye";
        Assert.Equal(last, Checkpoint.In(mail.ReplaceLineEndings(newLine)));
        Assert.Null(Checkpoint.In("servicetrack/t1\n3\n"));
    }

    [Fact]
    public async Task a_history_written_anew_is_caught_by_an_earlier_pack()
    {
        var earlier = await Company.Pack(PackCompany.November);
        await using var rewritten = await PackCompany.Make();
        await rewritten.Store.Commit(new()
        {
            At = PackCompany.Now,
            Documents = [JournalRecords.Keys.Put(new((await Company.Key()).Export()), expectedVersion: 0)],
        }, CancellationToken.None);
        // The same Company tells its November again: new salts alone make other leaves.
        var pack = await rewritten.Pack(PackCompany.November);
        Assert.Equal(0, (await PackBytes.Verify(pack)).ExitCode);
        var verdict = await PackBytes.Verify(pack, previous: earlier);
        Assert.Equal("The previous pack", verdict.Fault!.Subject);
        Assert.Contains("changed since", verdict.Fault.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task the_command_says_it_in_plain_sentences()
    {
        var folder = Directory.CreateTempSubdirectory("servicetrack-");
        var (pack, other) = (Path.Combine(folder.FullName, "pack.zip"), Path.Combine(folder.FullName, "other.zip"));
        await File.WriteAllBytesAsync(pack, await Company.Pack(PackCompany.November));
        await File.WriteAllTextAsync(other, "not a zip");
        using var key = await Company.Key();
        Assert.Equal((0, "PROVED"), await Run(pack, "--key", key.Public.Fingerprint, "--previous", pack));
        Assert.Equal((1, "ALTERED"), await Run(pack, "--key", "0"));
        Assert.Equal((2, "CANNOT BE READ AS A PACK"), await Run(other));
        Assert.Equal(2, (await Run(Path.Combine(folder.FullName, "none.zip"))).Code);
        Assert.Equal(2, (await Run()).Code);
        Assert.Equal(2, (await Run(pack, "--key")).Code);
        folder.Delete(recursive: true);

        static async Task<(int Code, string FirstLine)> Run(params string[] args)
        {
            using var output = new StringWriter();
            return (await VerifyCommand.Run(args, output, TextWriter.Null), output.ToString().Split('\n')[0].TrimEnd());
        }
    }

    private async Task<Checkpoint> LastCheckpoint() => (await Checkpoints.Current(Company.Store, PackCompany.Now, CancellationToken.None)).Checkpoint;
}
