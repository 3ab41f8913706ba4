using System.Collections.Concurrent;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;

namespace ServiceTrack.Classification;

/// <summary>The models that answer, read once each.</summary>
public sealed class ModelShelf(ShippedModel shipped, IClassifierTrainer engine)
{
    private readonly ConcurrentDictionary<(TenantId, string), ITextClassifier> read = new();

    public ShippedModel Shipped => shipped;
    public IClassifierTrainer Engine => engine;

    /// <summary>The model that answers for a company now.</summary>
    public async Task<ITextClassifier> Champion(ITenantStore store, CancellationToken cancel) =>
        await Champion(store, (await store.Find(CompanyModels.Collection, CompanyModels.Id, cancel))?.Value ?? CompanyModels.None, cancel);

    public async Task<ITextClassifier> Champion(ITenantStore store, CompanyModels models, CancellationToken cancel)
    {
        if (models.AnswersAsShipped) return shipped.Classifier;
        var champion = models.Line.Champion!.Model;
        if (read.TryGetValue((store.Tenant, champion), out var known)) return known;
        await using var file = await store.Blobs.Open(models.Files[champion], cancel) ?? throw new InvalidOperationException($"The file of model {champion} is gone.");
        return read[(store.Tenant, champion)] = engine.Load(file);
    }
}
