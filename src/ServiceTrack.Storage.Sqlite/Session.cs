namespace ServiceTrack.Storage.Sqlite;

/// <summary>What the writer knows while it works: its connection, and each tenant's number and end of events.</summary>
internal sealed class Session(Connection database, TimeProvider clock)
{
    private readonly Dictionary<string, Owner> _owners = [];
    private List<Action> _afterwards = [];

    public Connection Database => database;
    public bool Undone { get; private set; }
    public long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>When expired claims are next removed.</summary>
    public long NextSweep { get; set; }

    /// <summary>The tenant's state, with a number given at the first write; null means the directory.</summary>
    public Owner OwnerOf(string? tenant)
    {
        if (tenant is null) return new Owner(Owner.Directory, 0, long.MinValue);
        if (_owners.TryGetValue(tenant, out var owner)) return owner;

        var number = Owner.Find(database, tenant) ?? Owner.Add(database, tenant);
        return _owners[tenant] = Owner.Load(database, number);
    }

    /// <summary>Takes back what the present write has done, and goes on with the next.</summary>
    public void Undo() => Undone = true;

    /// <summary>Done once the group is durable, on the writer's thread; must not throw.</summary>
    public void Afterwards(Action action) => _afterwards.Add(action);

    public IReadOnlyList<Action> TakeAfterwards()
    {
        var actions = Undone ? [] : _afterwards;
        if (_afterwards.Count > 0) _afterwards = [];
        Undone = false;
        return actions;
    }

    /// <summary>After anything was rolled back only the file tells where the tenants stand.</summary>
    public void Forget() => _owners.Clear();
}

/// <summary>A tenant as rows name it.</summary>
internal sealed class Owner(long number, long end, long lastRecorded)
{
    public const long Directory = 0;
    private const int PositionBits = 40;

    public long Number => number;

    /// <summary>The next event's position.</summary>
    public long End { get; private set; } = end;

    /// <summary>Unix milliseconds of the last event.</summary>
    public long LastRecorded { get; private set; } = lastRecorded;

    public static long Seat(long number, long position) => (number << PositionBits) | position;
    public static long Position(long seat) => seat & ((1L << PositionBits) - 1);

    public void Appended(int count, long recorded)
    {
        End += count;
        LastRecorded = recorded;
    }

    public static long? Find(Connection database, string tenant)
    {
        using var find = database.Use("SELECT number FROM tenants WHERE id = ?").Bind(tenant);
        return find.Step() ? find.Long(0) : null;
    }

    public static long Add(Connection database, string tenant)
    {
        database.Use("INSERT INTO tenants (id) VALUES (?)").Bind(tenant).Run();
        return Find(database, tenant)!.Value;
    }

    public static Owner Load(Connection database, long number)
    {
        using var last = database
            .Use("SELECT seat, recorded FROM events WHERE seat >= ? AND seat < ? ORDER BY seat DESC LIMIT 1")
            .Bind(Seat(number, 0)).Bind(Seat(number + 1, 0));
        return last.Step()
            ? new Owner(number, Position(last.Long(0)) + 1, last.Long(1))
            : new Owner(number, 0, long.MinValue);
    }
}
