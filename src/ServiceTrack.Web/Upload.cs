using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using ServiceTrack.Storage;

namespace ServiceTrack.Web;

/// <summary>The one file of a multipart request, staged as it arrived, and the fields beside it.</summary>
/// <param name="Head">Its first bytes, for telling what it is.</param>
public sealed record Upload(string Name, string? DeclaredType, byte[] Head, StagedBlob Staged, IReadOnlyDictionary<string, string> Fields)
{
    private const int HeadBytes = 64;
    private const int LongestField = 4096;

    /// <summary>Null where there is no file, or an empty one.</summary>
    /// <exception cref="RequestRefusedException">Not multipart, or broken.</exception>
    /// <exception cref="BlobTooLargeException">The file has more than <paramref name="maxBytes"/>.</exception>
    public static async Task<Upload?> Read(HttpRequest request, IBlobs blobs, long maxBytes, CancellationToken cancel)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || type.MediaType != "multipart/form-data"
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 } boundary)
            throw new RequestRefusedException(StatusCodes.Status415UnsupportedMediaType, "", "Send multipart/form-data.");
        // The file itself is bounded while it is staged; this leaves room for the parts around it.
        if (request.HttpContext.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = maxBytes + 1024 * 1024;
        try
        {
            return await Parts(new MultipartReader(boundary, request.Body), blobs, maxBytes, cancel);
        }
        catch (InvalidDataException broken)
        {
            throw new RequestRefusedException(StatusCodes.Status400BadRequest, "file", broken.Message);
        }
        catch (IOException broken) when (broken is not BadHttpRequestException)
        {
            throw new RequestRefusedException(StatusCodes.Status400BadRequest, "file", "The upload broke off.");
        }
    }

    private static async Task<Upload?> Parts(MultipartReader reader, IBlobs blobs, long maxBytes, CancellationToken cancel)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        Upload? file = null;
        while (await reader.ReadNextSectionAsync(cancel) is { } section)
        {
            if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition)) continue;
            var name = FileNameOf(disposition);
            if (name is null)
            {
                fields[HeaderUtilities.RemoveQuotes(disposition.Name).Value ?? ""] = await Field(section, cancel);
                continue;
            }
            if (file is not null) throw new RequestRefusedException(StatusCodes.Status400BadRequest, "file", "Send one file at a time.");
            var head = new byte[HeadBytes];
            var read = await section.Body.ReadAtLeastAsync(head, HeadBytes, throwOnEndOfStream: false, cancel);
            if (read == 0) return null;
            Array.Resize(ref head, read);
            await using var whole = new HeadThenRest(head, section.Body);
            file = new(name, section.ContentType, head, await blobs.Stage(whole, maxBytes, cancel), fields);
        }
        return file;
    }

    private static string? FileNameOf(ContentDispositionHeaderValue disposition)
    {
        var name = HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).Value;
        // Some clients send a whole path; the last part is the name.
        return string.IsNullOrEmpty(name) ? null : name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
    }

    private static async Task<string> Field(MultipartSection section, CancellationToken cancel)
    {
        var buffer = new byte[LongestField];
        var read = await section.Body.ReadAtLeastAsync(buffer, LongestField, throwOnEndOfStream: false, cancel);
        return System.Text.Encoding.UTF8.GetString(buffer, 0, read);
    }

    /// <summary>A stream whose beginning was read already.</summary>
    private sealed class HeadThenRest(byte[] head, Stream rest) : ReadOnlyStream
    {
        private int at;

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancel = default)
        {
            if (at == head.Length) return await rest.ReadAsync(buffer, cancel);
            var count = Math.Min(buffer.Length, head.Length - at);
            head.AsMemory(at, count).CopyTo(buffer);
            at += count;
            return count;
        }

        public override int Read(Span<byte> buffer) => throw new NotSupportedException("Read asynchronously.");
    }
}
