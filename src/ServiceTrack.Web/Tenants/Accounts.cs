using Microsoft.AspNetCore.Identity;

namespace ServiceTrack.Web.Tenants;

public static class Accounts
{
    /// <summary>ASP.NET Core Identity over our directory: passwords are hashed and tries counted by it.</summary>
    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddIdentityCore<Account>(o =>
        {
            o.Password.RequiredLength = 10;
            o.Password.RequireNonAlphanumeric = o.Password.RequireUppercase = o.Password.RequireDigit = o.Password.RequireLowercase = false;
            o.Lockout.MaxFailedAccessAttempts = 8;
            o.User.AllowedUserNameCharacters = "";
        }).AddUserStore<PersonStore>();
        return services;
    }
}
