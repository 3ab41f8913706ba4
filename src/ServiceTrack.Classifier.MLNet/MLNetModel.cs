using System.IO.Compression;
using Microsoft.ML;
using ServiceTrack.Classification;

namespace ServiceTrack.Classifier.MLNet;

/// <summary>
/// A model of this engine and the file it is; one that was trained is read back from what was written, so a saved model
/// answers exactly as the one that was saved. Little-endian:
/// <code>
/// "STML.NET"  int32 format = 1  int32 labels  labels × string (UTF-8, length first)  float64 slope, offset of the confidence
/// int32 bytes  ML.NET's own file, a zip archive  SHA-256 of all before
/// </code>
/// </summary>
internal sealed class MLNetModel
{
    private const int Format = 1, MostLabels = 10_000;

    // An archive knows no earlier moment. ML.NET would write that of the training, and the same rows must give the same file.
    private static readonly DateTimeOffset Earliest = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static ReadOnlySpan<byte> Magic => "STML.NET"u8;

    public string Name { get; }
    public string[] Labels { get; }
    public Confidence Confidence { get; }
    public MLContext Context { get; } = new();
    public ITransformer Pipeline { get; }
    public byte[] File { get; }

    public static MLNetModel Of(MLContext ml, string[] labels, Confidence confidence, ITransformer pipeline, DataViewSchema input)
    {
        using var archive = new MemoryStream();
        ml.Model.Save(pipeline, input, archive);
        using (var zip = new ZipArchive(archive, ZipArchiveMode.Update, leaveOpen: true))
            foreach (var entry in zip.Entries) entry.LastWriteTime = Earliest;
        return new(ModelFile.Sealed(Magic, Format, writer =>
        {
            writer.Write(labels.Length);
            foreach (var label in labels) writer.Write(label);
            writer.Write(confidence.Slope);
            writer.Write(confidence.Offset);
            writer.Write((int)archive.Length);
            writer.Write(archive.ToArray());
        }));
    }

    public static MLNetModel Read(Stream stream) => new(ModelFile.Read(stream, Magic, Format, "ML.NET"));

    private MLNetModel(byte[] file)
    {
        File = file;
        Name = ModelFile.Name(Engines.MLNet, file);
        using var reader = ModelFile.Content(file);
        try
        {
            var labels = reader.ReadInt32();
            if (labels is < 2 or > MostLabels) throw ModelFile.Inconsistent();
            Labels = [.. Enumerable.Range(0, labels).Select(_ => reader.ReadString())];
            Confidence = new(reader.ReadDouble(), reader.ReadDouble());
            using var archive = new MemoryStream(reader.ReadBytes(reader.ReadInt32()));
            Pipeline = Context.Model.Load(archive, out _);
            if (Predictor().Predict(new()).Score.Length != labels) throw ModelFile.Inconsistent();
        }
        // ML.NET says that it cannot make sense of an archive in many ways.
        catch (Exception e) when (e is IOException or FormatException or InvalidOperationException or InvalidDataException or ArgumentException)
        {
            throw ModelFile.Inconsistent();
        }
    }

    public PredictionEngine<TextRow, ScoreRow> Predictor() => Context.Model.CreatePredictionEngine<TextRow, ScoreRow>(Pipeline);
}
