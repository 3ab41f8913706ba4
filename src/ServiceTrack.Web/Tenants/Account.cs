using ServiceTrack.Tenants;

namespace ServiceTrack.Web.Tenants;

/// <summary>A person as ASP.NET Core Identity handles one: a holder that is given new copies of the immutable record.</summary>
public sealed class Account(Person person, long version)
{
    public Person Person { get; private set; } = person;

    /// <summary>The stored version these changes rest on; 0 for a new person.</summary>
    public long Version { get; private set; } = version;

    public void Change(Func<Person, Person> change) => Person = change(Person);

    public void Saved() => Version++;
}
