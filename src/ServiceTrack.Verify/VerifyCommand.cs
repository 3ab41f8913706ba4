using System.Collections.Immutable;
using ServiceTrack.Evidence;
using ServiceTrack.Journal;

namespace ServiceTrack.Verify;

/// <summary>The verifier's command line (JOURNAL.md).</summary>
public static class VerifyCommand
{
    private const string Usage = """
        Checks an evidence pack of ServiceTrack. Needs no network and no trust in whoever made the pack.

        ServiceTrack.Verify PACK.zip [--key FINGERPRINT] [--previous OLD.zip] [--checkpoint MAIL.txt]…

          --key       the fingerprint of the company's key, as you got it from the company by another way
          --previous  an earlier pack of the same company, to see that nothing in it was changed since
          --checkpoint  a checkpoint of the company that you received at its time, as the mail or the file that came with it

        Exit code 0: proved, with what was not proved. 1: altered, with the first file, record or position that fails.
        2: not readable as a pack.
        """;

    public static async Task<int> Run(IReadOnlyList<string> args, TextWriter output, TextWriter errors)
    {
        string? pack = null, key = null, previous = null;
        List<string> mails = [];
        for (var i = 0; i < args.Count; i++)
        {
            var hasValue = i + 1 < args.Count;
            if (args[i] == "--key" && hasValue) key = args[++i];
            else if (args[i] == "--previous" && hasValue) previous = args[++i];
            else if (args[i] == "--checkpoint" && hasValue) mails.Add(args[++i]);
            else if (pack is null && !args[i].StartsWith('-')) pack = args[i];
            else return Refuse(errors, Usage);
        }
        if (pack is null) return Refuse(errors, Usage);
        try
        {
            var received = ImmutableArray.CreateBuilder<Checkpoint>();
            foreach (var mail in mails)
            {
                if (Checkpoint.In(await File.ReadAllTextAsync(mail)) is not { } checkpoint) return Refuse(errors, $"{mail} holds no checkpoint.");
                received.Add(checkpoint);
            }
            await using var file = File.OpenRead(pack);
            await using var old = previous is null ? null : File.OpenRead(previous);
            var verdict = await PackVerifier.Verify(file, key, old, received.ToImmutable(), CancellationToken.None);
            Report(verdict, output);
            return verdict.ExitCode;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Refuse(errors, e.Message);
        }
    }

    private static int Refuse(TextWriter errors, string why)
    {
        errors.WriteLine(why);
        return 2;
    }

    private static void Report(PackVerdict verdict, TextWriter output)
    {
        if (verdict.Fault is { } fault)
        {
            output.WriteLine(fault.Unreadable ? "CANNOT BE READ AS A PACK" : "ALTERED");
            output.WriteLine(fault.Sentence);
            return;
        }
        output.WriteLine("PROVED");
        foreach (var finding in verdict.Proved) output.WriteLine($"  {finding.Sentence}");
        output.WriteLine("NOT PROVED");
        foreach (var finding in verdict.NotProved) output.WriteLine($"  {finding.Sentence}");
        if (verdict.Repacked) output.WriteLine("REPACKED\n  The zip was packed again by another program; its files are those that were signed.");
    }
}
