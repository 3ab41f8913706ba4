using System.Text;
using ServiceTrack.Imports;

namespace ServiceTrack.Tests.Imports;

/// <summary>Files made of text, and what reading them gives.</summary>
internal static class ImportFiles
{
    public static readonly ImportOptions Options = new(
        TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"), new DateTimeOffset(2026, 11, 21, 8, 0, 0, TimeSpan.FromHours(8)));

    public static async Task<List<ImportRecord>> Read(Stream file, ImportOptions? options = null) =>
        await ImportReader.Read(file, options ?? Options, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);

    public static Task<List<ImportRecord>> Read(string text, ImportOptions? options = null) => Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), options);

    /// <summary>The only record of a file with these headings and cells.</summary>
    public static async Task<ImportRecord> Row(string headings, string cells, ImportOptions? options = null) =>
        Assert.Single(await Read($"{headings}\n{cells}\n", options), r => r is not ImportPlan);

    public static async Task<ImportGood> Good(string headings, string cells, ImportOptions? options = null) =>
        Assert.IsType<ImportGood>(await Row(headings, cells, options));

    public static async Task<ImportProblem[]> Errors(string headings, string cells, ImportOptions? options = null) =>
        [.. Assert.IsType<ImportBad>(await Row(headings, cells, options)).Errors];

    /// <summary>The error a file that cannot be read ends with.</summary>
    public static async Task<ImportProblem> Stop(Stream file, ImportOptions? options = null) => Assert.IsType<ImportStopped>((await Read(file, options))[^1]).Error;

    public static Task<ImportProblem> Stop(string text, ImportOptions? options = null) => Stop(new MemoryStream(Encoding.UTF8.GetBytes(text)), options);
}
