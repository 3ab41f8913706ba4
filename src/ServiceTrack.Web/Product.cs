using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using ServiceTrack.Storage;
using ServiceTrack.Tenants;
using ServiceTrack.Web.Activities;
using ServiceTrack.Web.Certification;
using ServiceTrack.Web.Classification;
using ServiceTrack.Web.Customers;
using ServiceTrack.Web.Dashboard;
using ServiceTrack.Web.Evidence;
using ServiceTrack.Web.Imports;
using ServiceTrack.Web.Journal;
using ServiceTrack.Web.Network;
using ServiceTrack.Web.Notifications;
using ServiceTrack.Web.Registers;
using ServiceTrack.Web.Reports;
using ServiceTrack.Web.Sla;
using ServiceTrack.Web.Tenants;

namespace ServiceTrack.Web;

/// <summary>The product put together: one line a room.</summary>
public static class Product
{
    /// <summary>
    /// Settings are read once: to watch them for changes would wake the process at every write to a data folder that lies
    /// below the folder it was started in. <c>Secrets:Directory</c> names a folder with a file for each secret setting, as
    /// orchestrators mount them: <c>Storage__ConnectionString</c> holds Storage:ConnectionString.
    /// </summary>
    /// <exception cref="StoreRefusedException">That folder is not there.</exception>
    public static WebApplicationBuilder NewBuilder(params string[] args)
    {
        var builder = WebApplication.CreateBuilder([.. args, "--hostBuilder:reloadConfigOnChange=false"]);
        if (builder.Configuration["Secrets:Directory"] is not { } folder) return builder;
        if (!Directory.Exists(folder)) throw new StoreRefusedException($"Secrets:Directory names {folder}, which is not there.");
        builder.Configuration.AddKeyPerFile(Path.GetFullPath(folder), optional: false);
        return builder;
    }

    public static WebApplicationBuilder AddProduct(this WebApplicationBuilder builder, IStore store, TimeProvider clock)
    {
        var services = builder.Services;
        services.AddSingleton(store).AddSingleton(clock).AddSingleton<Metrics>();
        services.ConfigureHttpJsonOptions(o =>
        {
            o.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
            o.SerializerOptions.Encoder = StoredJson.Options.Encoder;
            o.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.Never;
            o.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
        });
        services.AddOpenApi();
        services.AddProblemDetails();
        services.AddProxies(builder.Configuration);
        services.AddSignIn();
        services.AddCookieKeys();
        services.AddTenantRequests();
        services.AddActivities();
        services.AddAssessments();
        services.AddCertificationCalendar();
        services.AddClassification(builder.Configuration);
        services.AddDashboard();
        services.AddErasures(builder.Configuration);
        services.AddEvidence(builder.Configuration);
        services.AddImports();
        services.AddJournal();
        services.AddNotifications();
        services.AddRegisters();
        services.AddHostedService<FollowFeeds>();
        services.AddSingleton<WorkBell>().AddHostedService<RunWork>();
        return builder;
    }

    public static WebApplication MapProduct(this WebApplication app)
    {
        app.UseForwardedHeaders();
        app.UseProblems();
        app.Use(SecurityHeaders);
        app.UseAuthentication();
        app.Use(TenantRequests.Admit);
        app.MapDashboardHub();
        app.MapOperations();
        app.MapOpenApi();
        var api = app.MapGroup("/api/v1").ProducesProblem(400).ProducesProblem(401).ProducesProblem(403).ProducesProblem(404);
        api.MapActivities();
        api.MapAssessments();
        api.MapAudit();
        api.MapCertificationCalendar();
        api.MapClassification();
        api.MapCompany();
        api.MapCoverage();
        api.MapDashboard();
        api.MapErasures();
        api.MapEvidence();
        api.MapFindings();
        api.MapImports();
        api.MapJournal();
        api.MapKinds();
        api.MapNotifications();
        api.MapOutlets();
        api.MapPapers();
        api.MapPdfs();
        api.MapPeople();
        api.MapProjects();
        api.MapPublicPage();
        api.MapRegisters();
        api.MapReports();
        api.MapReveal();
        api.MapSamples();
        api.MapSession();
        api.MapSchemes();
        api.MapShares();
        api.MapSla();
        api.MapTrail();
        app.MapPublicPages();
        app.MapClient();
        return app;
    }

    private static void AddSignIn(this IServiceCollection services)
    {
        services.AddAccounts();
        services.AddScoped<Founding>();
        services.AddSingleton<SignInLimit>();
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(o =>
        {
            o.Cookie.Name = "servicetrack";
            o.Cookie.SameSite = SameSiteMode.Strict;
            o.Cookie.HttpOnly = true;
            o.ExpireTimeSpan = TimeSpan.FromHours(12);
            // The API answers with problems, never with a page to sign in.
            o.Events.OnRedirectToLogin = context => Problems.Unauthorized().ExecuteAsync(context.HttpContext);
        });
    }

    private static Task SecurityHeaders(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy =
            "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; connect-src 'self' ws: wss:; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        return next(context);
    }
}
