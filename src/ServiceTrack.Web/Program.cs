using ServiceTrack.Classification;
using ServiceTrack.Storage;
using ServiceTrack.Web;
using ServiceTrack.Web.Benchmark;
using ServiceTrack.Web.Customers;
using ServiceTrack.Web.Demo;
using ServiceTrack.Web.Imports;
using ServiceTrack.Web.Tenants;

try
{
    if (args is [BenchmarkCommand.Name, .. var benchmark]) return await BenchmarkCommand.Run(benchmark, Console.Out, TimeProvider.System);
    if (args is ["train", .. var train]) return TrainCommand.Run(train, Console.Out, Console.Error, TimeProvider.System);
    if (args is [MoveCommand.Export or MoveCommand.Restore, ..])
        return await MoveCommand.Run(args, Product.NewBuilder([.. args.Where(a => a.StartsWith("--", StringComparison.Ordinal) && a != MoveCommand.Erasures)]).Configuration, TimeProvider.System, Console.Out, Console.Error);
    if (args is [EraseCommand.Name, ..])
        return await EraseCommand.Run(args, Product.NewBuilder([.. args.Where(a => a.StartsWith("--Storage:", StringComparison.Ordinal))]).Configuration, TimeProvider.System, Console.Out, Console.Error);
    var demo = args.Contains(DemoStart.Flag);
    var builder = Product.NewBuilder(args is ["import", ..] ? [] : [.. args.Where(a => a != DemoStart.Flag)]);
    if (args is ["import", .. var import]) return await ImportCommand.Run(import, builder.Configuration, TimeProvider.System, Console.Out, Console.Error);
    var urls = builder.Configuration["urls"] ?? "http://localhost:5080";
    if (demo && DemoStart.Outside(urls) is { } outside)
        throw new StoreRefusedException($"The demo's passwords are known to everybody: it listens on this machine only, not on {outside}.");
    builder.WebHost.UseUrls(urls);
    if (demo && builder.Configuration["Storage:Provider"] is not (null or "" or "Sqlite"))
        throw new StoreRefusedException("The demo runs on the embedded store only.");
    var folder = StoreChoice.Folder(builder.Configuration, demo);
    await using var store = await StoreChoice.Open(builder.Configuration, folder, TimeProvider.System);
    builder.Configuration["Erasures:Folder"] = StoreChoice.Ledgers(builder.Configuration, folder, demo);
    await EraseCommand.AtStart(store, builder.Configuration, TimeProvider.System, Console.Out, Console.Error);
    builder.AddProduct(store, TimeProvider.System).Services.AddJobs();
    if (demo) await DemoStart.Add(builder, store, TimeProvider.System, Console.Out);
    await using var app = builder.Build().MapProduct();
    await app.RunAsync();
    return 0;
}
catch (Exception refused) when (refused is StoreRefusedException or EngineMissingException)
{
    await Console.Error.WriteLineAsync(refused.Message);
    return 1;
}
