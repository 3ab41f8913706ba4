using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using ServiceTrack.Storage;

namespace ServiceTrack.Tests.House;

/// <summary>The rules of the house, so that they are kept without anybody keeping them in mind.</summary>
public sealed partial class HouseTests
{
    private const int LongestFile = 300;

    private static readonly Assembly[] Product =
    [
        typeof(IStore).Assembly, typeof(ServiceTrack.Storage.Sqlite.SqliteStore).Assembly, typeof(ServiceTrack.Web.Product).Assembly,
    ];

    private static readonly string[] Drawers = ["Services", "Managers", "Helpers", "Common", "Core", "Utils", "Utilities", "Handlers", "Models"];

    [Fact]
    public void the_product_refers_to_the_framework_alone()
    {
        var outside = typeof(IStore).Assembly.GetReferencedAssemblies().Select(a => a.Name!)
            .Where(name => !name.StartsWith("System", StringComparison.Ordinal) && name is not ("netstandard" or "mscorlib"));
        Assert.Empty(outside);
        Assert.Empty(PackagesOf("src/ServiceTrack/ServiceTrack.csproj"));
    }

    [Theory]
    [InlineData("SQLitePCL", "ServiceTrack.Storage.Sqlite")]
    [InlineData("MongoDB.Driver", "ServiceTrack.Storage.Mongo")]
    [InlineData("Microsoft.ML", "ServiceTrack.Classifier.MLNet")]
    [InlineData("Quartz", "ServiceTrack.Web")]
    public void a_driver_stands_in_one_project(string driver, string project)
    {
        var named = Repository.Sources("src").Where(f => File.ReadLines(f).Any(line => line.StartsWith($"using {driver}", StringComparison.Ordinal)));
        Assert.All(named, f => Assert.Contains($"{Path.DirectorySeparatorChar}{project}{Path.DirectorySeparatorChar}", f));
        var referring = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories)
            .Where(f => PackagesOf(f).Any(p => p.StartsWith(driver, StringComparison.Ordinal)));
        Assert.All(referring, f => Assert.Equal(project, Path.GetFileNameWithoutExtension(f)));
    }

    /// <summary>What their packages need is then nobody's business who builds the product alone.</summary>
    [Theory]
    [InlineData("ServiceTrack.Classifier.MLNet")]
    [InlineData("ServiceTrack.Storage.Mongo")]
    public void an_optional_project_is_in_the_solution_without_being_built_with_it(string project)
    {
        var solution = File.ReadAllText(Path.Combine(Repository.Root, "ServiceTrack.sln"));
        var id = Regex.Match(solution, $$"""{{Regex.Escape(project)}}\.csproj", "(\{[0-9A-F-]+\})""").Groups[1].Value;
        Assert.Contains($"{id}.Debug|Any CPU.ActiveCfg", solution);
        Assert.DoesNotContain($"{id}.Debug|Any CPU.Build.0", solution);
    }

    [Fact]
    public void only_the_sqlite_project_says_SqliteConnection()
    {
        var named = Repository.Sources("src").Concat(Repository.Sources("tests")).Where(f => Path.GetFileName(f) != "HouseTests.cs")
            .Where(f => SqliteType().IsMatch(File.ReadAllText(f)) && !f.Contains("ServiceTrack.Storage.Sqlite", StringComparison.Ordinal));
        Assert.Empty(named);
    }

    [Fact]
    public void no_file_is_longer_than_three_hundred_lines()
    {
        var files = Repository.Sources("src").Concat(Repository.Sources("tests"));
        Assert.Empty(files.Where(f => File.ReadLines(f).Count() > LongestFile).Select(f => Path.GetRelativePath(Repository.Root, f)));
    }

    [Fact]
    public void a_room_is_a_business_word()
    {
        var rooms = Directory.EnumerateDirectories(Path.Combine(Repository.Root, "src"), "*", SearchOption.AllDirectories)
            .Where(d => !d.Split(Path.DirectorySeparatorChar).Any(p => p is "bin" or "obj" or "node_modules" or "dist"));
        Assert.DoesNotContain(rooms, d => Drawers.Contains(Path.GetFileName(d), StringComparer.OrdinalIgnoreCase));
    }

    [Fact]
    public void nothing_has_a_public_setter()
    {
        var settable =
            from assembly in Product
            from type in assembly.GetExportedTypes()
            where !type.IsInterface && !IsGenerated(type) && type.Name != "TenantRequest"
            from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            where property.SetMethod is { IsPublic: true } set
                && !set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(System.Runtime.CompilerServices.IsExternalInit))
                && !Overrides(set)
            select $"{type.FullName}.{property.Name}";
        Assert.Empty(settable);
    }

    [Fact]
    public void no_method_of_a_tenants_store_takes_a_tenant()
    {
        var asking = typeof(ITenantStore).GetInterfaces().Append(typeof(ITenantStore)).SelectMany(i => i.GetMethods())
            .Where(m => m.GetParameters().Any(p => p.ParameterType == typeof(ServiceTrack.Tenants.TenantId) || p.Name!.Contains("tenant", StringComparison.OrdinalIgnoreCase)));
        Assert.Empty(asking);
    }

    [Fact]
    public void every_collection_of_a_company_is_kept_through_a_tenants_store()
    {
        // The directory's documents carry their tenant; everything else gets it from the store it is committed to.
        var directory = typeof(ServiceTrack.Tenants.DirectoryCollections).GetFields().Select(f => f.GetValue(null)).OfType<ICollection>().ToList();
        Assert.All(directory.Where(c => c.Name is "memberships" or "tokens"), c => Assert.Contains(c.FieldNames, f => f.Name == "tenantId"));
        var code = Repository.Sources("src/ServiceTrack.Web").Select(File.ReadAllText);
        Assert.All(code, text => Assert.DoesNotMatch(DirectoryWithTenantRows(), text));
    }

    [Fact]
    public void Program_is_at_most_sixty_lines() =>
        Assert.InRange(File.ReadLines(Path.Combine(Repository.Root, "src/ServiceTrack.Web/Program.cs")).Count(), 1, 60);

    [Fact]
    public void every_suppressed_warning_has_its_reason()
    {
        foreach (var file in Directory.EnumerateFiles(Repository.Root, "*.csproj", SearchOption.AllDirectories).Append(Path.Combine(Repository.Root, "Directory.Build.props")))
        {
            var lines = File.ReadAllLines(file);
            for (var i = 0; i < lines.Length; i++)
                if (lines[i].Contains("<NoWarn>", StringComparison.Ordinal)) Assert.Contains("<!--", lines[i - 1]);
        }
    }

    private static IEnumerable<string> PackagesOf(string project) =>
        XDocument.Load(Path.Combine(Repository.Root, project)).Descendants("PackageReference").Select(p => (string)p.Attribute("Include")!);

    private static bool IsGenerated(Type type) => type.FullName!.Contains('<') || type.Namespace?.StartsWith("Microsoft", StringComparison.Ordinal) == true;

    private static bool Overrides(MethodInfo set) => set.GetBaseDefinition() != set;

    [GeneratedRegex(@"\bSqliteConnection\b")] private static partial Regex SqliteType();

    [GeneratedRegex(@"Directory\.(Find|Query|Count|Commit)\([^;]*ActivityCollection")] private static partial Regex DirectoryWithTenantRows();
}
