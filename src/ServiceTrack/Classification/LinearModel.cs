using System.Security.Cryptography;

namespace ServiceTrack.Classification;

/// <summary>
/// A model of the built-in engine and the file it is: what was trained is written once and read back, so a saved
/// model answers exactly as the one that was saved. Little-endian:
/// <code>
/// "STLINEAR"  int32 format = 1  int32 labels  labels × string (UTF-8, length first)  float64 slope, offset of the confidence
/// labels × float32 scale  labels × float32 bias  2^18 bits: the bucket is a feature (lowest bit first)
/// features × float16 weight in the text vector  features × labels × int8 weight  SHA-256 of all before
/// </code>
/// </summary>
internal sealed class LinearModel
{
    private const int Format = 1, MostLabels = 10_000;
    private static ReadOnlySpan<byte> Magic => "STLINEAR"u8;

    public string Name { get; }
    public string[] Labels { get; }
    public Confidence Confidence { get; }
    public float[] Scales { get; }
    public float[] Biases { get; }
    public Vocabulary Vocabulary { get; }
    public byte[] File { get; }
    /// <summary>Where in the file the weights begin, label by label for each feature.</summary>
    public int WeightsAt { get; }

    /// <param name="weights">Of each label a weight for each feature and, last, the bias.</param>
    public static LinearModel Of(string[] labels, Vocabulary vocabulary, float[][] weights, Confidence confidence)
    {
        var scales = Array.ConvertAll(weights, w => w.AsSpan(0, w.Length - 1).ToArray().Max(Math.Abs) / sbyte.MaxValue);
        return new(ModelFile.Sealed(Magic, Format, writer =>
        {
            writer.Write(labels.Length);
            foreach (var label in labels) writer.Write(label);
            writer.Write(confidence.Slope);
            writer.Write(confidence.Offset);
            foreach (var scale in scales) writer.Write(scale);
            foreach (var w in weights) writer.Write(w[^1]);
            for (var b = 0; b < NGrams.Buckets; b += 8)
            {
                var known = 0;
                for (var bit = 0; bit < 8; bit++) known |= vocabulary.Knows(b + bit) ? 1 << bit : 0;
                writer.Write((byte)known);
            }
            foreach (var weight in vocabulary.Weights) writer.Write(weight);
            for (var f = 0; f < vocabulary.Size; f++)
            {
                for (var k = 0; k < labels.Length; k++) writer.Write((sbyte)MathF.Round(scales[k] == 0 ? 0 : weights[k][f] / scales[k]));
            }
        }));
    }

    public static LinearModel Read(Stream stream) => new(ModelFile.Read(stream, Magic, Format, "built-in"));

    private LinearModel(byte[] file)
    {
        File = file;
        Name = ModelFile.Name(Engines.BuiltIn, file);
        using var reader = ModelFile.Content(file);
        try
        {
            var labels = reader.ReadInt32();
            if (labels is < 2 or > MostLabels) throw ModelFile.Inconsistent();
            Labels = [.. Many(labels, reader.ReadString)];
            Confidence = new(reader.ReadDouble(), reader.ReadDouble());
            Scales = [.. Many(labels, reader.ReadSingle)];
            Biases = [.. Many(labels, reader.ReadSingle)];
            var known = Bits(reader.ReadBytes(NGrams.Buckets / 8));
            Vocabulary = new(known, [.. Many(known.Count(k => k), reader.ReadHalf)]);
        }
        catch (IOException)
        {
            throw ModelFile.Inconsistent();
        }
        WeightsAt = ModelFile.ContentAt + (int)reader.BaseStream.Position;
        if (WeightsAt + (long)Vocabulary.Size * Labels.Length + SHA256.HashSizeInBytes != file.Length) throw ModelFile.Inconsistent();
    }

    private static IEnumerable<T> Many<T>(int count, Func<T> read) => Enumerable.Range(0, count).Select(_ => read());

    private static bool[] Bits(byte[] bytes)
    {
        if (bytes.Length != NGrams.Buckets / 8) throw ModelFile.Inconsistent();
        var bits = new bool[NGrams.Buckets];
        for (var b = 0; b < bits.Length; b++) bits[b] = (bytes[b / 8] >> b % 8 & 1) != 0;
        return bits;
    }
}
