using ServiceTrack.Tests.House;
using ServiceTrack.Tests.Storage;
using ServiceTrack.Web.Imports;

namespace ServiceTrack.Tests.Imports;

public sealed class ImportCommandTests : IDisposable
{
    private readonly TemporaryFolder data = new();
    private readonly TemporaryFolder files = new();
    private readonly StringWriter output = new();
    private readonly StringWriter errors = new();

    [Fact]
    public async Task a_file_is_brought_in_with_its_errors_told()
    {
        TestCompany company;
        await using (var host = await TestHost.Start(data)) company = await host.Company("alpha");
        await File.WriteAllTextAsync(files.File("f.csv"), "id,time,text,outlet\n1,2026-06-28,x,East\n2,soon,x,\n");

        Assert.Equal(1, await Run("--company", "alpha", "--language", "en", "--dry-run"));
        Assert.Equal(1, await Run("--company", company.Tenant.Value, "--language", "en"));
        Assert.Equal(1, await Run("--company", "beta"));

        Assert.Equal("""
            new outlet: East
            dry run, completed: added 1, updated 0, duplicate 0, blank 0, bad 1
            new outlet: East
            completed: added 1, updated 0, duplicate 0, blank 0, bad 1

            """, output.ToString(), ignoreLineEndingDifferences: true);
        Assert.Contains("f.csv:3 2 time not-a-time: “soon” is not a time", errors.ToString(), StringComparison.Ordinal);
        Assert.Contains("There is no company beta", errors.ToString(), StringComparison.Ordinal);
        await using var again = await TestHost.Start(data);
        Assert.Equal("1", Assert.Single(await Importing.Activities(again.Store, company.Tenant)).ExternalId);
    }

    [Fact]
    public async Task a_file_without_fault_ends_with_zero()
    {
        await using (var host = await TestHost.Start(data)) await host.Company("alpha");
        await File.WriteAllTextAsync(files.File("f.csv"), "time,text\n2026-06-28,x\n");
        Assert.Equal(0, await Run("--company", "alpha"));
    }

    [Theory]
    [InlineData()]
    [InlineData("--company")]
    [InlineData("--company", "alpha", "--nonsense")]
    public async Task words_that_make_no_sense_give_the_usage(params string[] words)
    {
        Assert.Equal(1, await Run(words));
        Assert.Contains(ImportArguments.Usage, errors.ToString(), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        data.Dispose();
        files.Dispose();
    }

    private Task<int> Run(params string[] words) => ImportCommand.Run(
        [files.File("f.csv"), .. words, "--data", data.Path], TestHost.Settings(data), new HandClock(TestHost.FridayMorning), output, errors,
        TestContext.Current.CancellationToken);
}
