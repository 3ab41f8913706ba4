using System.Security.Cryptography;
using ServiceTrack.Storage;

namespace ServiceTrack.Journal;

/// <summary>A company's signing key: ECDSA P-256 with SHA-256, signatures as r ‖ s.</summary>
public sealed class JournalKey : IDisposable
{
    private readonly ECDsa key;

    private JournalKey(ECDsa key) => this.key = key;

    public static JournalKey Generate() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    public static JournalKey Import(ReadOnlySpan<byte> pkcs8)
    {
        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(pkcs8, out _);
        return new(key);
    }

    /// <summary>The company's key, made when it is first asked for.</summary>
    public static async Task<JournalKey> Of(ITenantStore store, DateTimeOffset now, CancellationToken cancel)
    {
        while (true)
        {
            if (await store.Find(JournalRecords.Keys, KeptKey.Id, cancel) is { } kept) return Import(kept.Value.Pkcs8);
            using var made = Generate();
            await store.Commit(new() { At = now, Documents = [JournalRecords.Keys.Put(new(made.Export()), expectedVersion: 0)] }, cancel);
        }
    }

    /// <summary>The private key as PKCS #8.</summary>
    public byte[] Export() => key.ExportPkcs8PrivateKey();

    public PublicKey Public => new(key.ExportSubjectPublicKeyInfo());

    public byte[] Sign(ReadOnlySpan<byte> bytes) => key.SignData(bytes, HashAlgorithmName.SHA256);

    public void Dispose() => key.Dispose();
}

/// <param name="Spki">SubjectPublicKeyInfo, DER.</param>
public sealed record PublicKey(byte[] Spki)
{
    public string Text => Convert.ToBase64String(Spki);

    /// <summary>Lower-case hex SHA-256 of the DER.</summary>
    public string Fingerprint => Convert.ToHexStringLower(SHA256.HashData(Spki));

    /// <summary>False also where these bytes are no P-256 key.</summary>
    public bool Verifies(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> signature)
    {
        try
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(Spki, out var read);
            return read == Spki.Length
                && key.ExportParameters(false).Curve.Oid is { } curve
                && (curve.Value == ECCurve.NamedCurves.nistP256.Oid.Value || curve.FriendlyName == ECCurve.NamedCurves.nistP256.Oid.FriendlyName)
                && key.VerifyData(bytes, signature, HashAlgorithmName.SHA256);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
