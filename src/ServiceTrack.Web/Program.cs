using ServiceTrack.Storage;
using ServiceTrack.Web;
using ServiceTrack.Web.Benchmark;
using ServiceTrack.Web.Imports;

try
{
    if (args is [BenchmarkCommand.Name, .. var benchmark]) return await BenchmarkCommand.Run(benchmark, Console.Out, TimeProvider.System);
    var builder = Product.NewBuilder(args is ["import", ..] ? [] : args);
    if (args is ["import", .. var import]) return await ImportCommand.Run(import, builder.Configuration, TimeProvider.System, Console.Out, Console.Error);
    await using var store = await StoreChoice.Open(builder.Configuration, TimeProvider.System);
    builder.AddProduct(store, TimeProvider.System).Services.AddJobs();
    await using var app = builder.Build().MapProduct();
    await app.RunAsync();
    return 0;
}
catch (StoreRefusedException refused)
{
    await Console.Error.WriteLineAsync(refused.Message);
    return 1;
}
