namespace ServiceTrack.Storage.Sqlite;

/// <summary>
/// Clears the file of what is no more. Secure deletion overwrites rows where they stood last; but a page that was split
/// keeps, in its unused room, copies of rows that moved away before they were changed, and the log keeps old pages.
/// So the database is written anew, and the log is emptied.
/// </summary>
internal sealed class Scrubbing(long rebuildUpTo)
{
    public bool Done { get; private set; }

    /// <summary>It cannot be done within a transaction: it follows the group's.</summary>
    public Scrubbing Run(Session session)
    {
        session.Afterwards(() => Done = Rebuild(session.Database));
        return this;
    }

    private bool Rebuild(Connection database)
    {
        try
        {
            var whole = database.Number("PRAGMA page_count") * database.Number("PRAGMA page_size") <= rebuildUpTo;
            if (whole)
            {
                // Beside the file, since the copy can be larger than the memory.
                database.Run("PRAGMA temp_store = FILE");
                database.Run("VACUUM");
            }
            return EmptyLog(database) && whole;
        }
        catch (SqliteFailure)
        {
            return false;
        }
        finally
        {
            database.Run("PRAGMA temp_store = MEMORY");
        }
    }

    private static bool EmptyLog(Connection database)
    {
        using var checkpoint = database.Use("PRAGMA wal_checkpoint(TRUNCATE)");
        return checkpoint.Step() && checkpoint.Long(0) == 0;
    }
}
