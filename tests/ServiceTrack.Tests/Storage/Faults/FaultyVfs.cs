using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace ServiceTrack.Tests.Storage.Faults;

/// <summary>
/// A SQLite VFS named "faulty": the system's own, except that the files of a <see cref="FaultyDisk"/> ask it before they
/// write, truncate, sync or are deleted. Files keep the system's own form; only their table of methods is another.
/// </summary>
internal static unsafe partial class FaultyVfs
{
    public const string Name = "faulty";

    private const int Ok = 0, IoError = 10, Full = 13;

    private static readonly ConcurrentDictionary<string, FaultyDisk> Disks = [];
    private static readonly ConcurrentDictionary<nint, (FaultyDisk Disk, string Path)> Files = [];
    private static readonly ConcurrentDictionary<nint, nint> Methods = [];
    private static readonly Vfs* System = Register();
    private static Vfs* _faulty;

    public static void Add(FaultyDisk disk)
    {
        if (System == null) throw new InvalidOperationException("SQLite has no file system.");
        Disks[disk.Folder] = disk;
    }

    public static void Remove(FaultyDisk disk) => Disks.TryRemove(disk.Folder, out _);

    private static Vfs* Register()
    {
        SQLitePCL.Batteries_V2.Init();
        var system = (Vfs*)sqlite3_vfs_find(null);
        _faulty = (Vfs*)NativeMemory.Alloc((nuint)sizeof(Vfs));
        *_faulty = *system;
        _faulty->Name = (byte*)Marshal.StringToCoTaskMemUTF8(Name);
        _faulty->Open = &Open;
        _faulty->Delete = &Delete;
        _ = sqlite3_vfs_register((nint)_faulty, 0);
        return system;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Open(Vfs* vfs, byte* name, FileHead* file, int flags, int* outFlags)
    {
        var code = System->Open(vfs, name, file, flags, outFlags);
        var path = Marshal.PtrToStringUTF8((nint)name);
        if (code != Ok || path is null || !Disks.TryGetValue(Path.GetDirectoryName(path)!, out var disk)) return code;
        Files[(nint)file] = (disk, path);
        file->Methods = (IoMethods*)Methods.GetOrAdd((nint)file->Methods, Wrapped);
        return code;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Delete(Vfs* vfs, byte* name, int syncFolder)
    {
        var path = Marshal.PtrToStringUTF8((nint)name)!;
        var refused = Disks.TryGetValue(Path.GetDirectoryName(path)!, out var disk) && disk.Deletes(path) != Verdict.Pass;
        return refused ? IoError : System->Delete(vfs, name, syncFolder);
    }

    // The system's own table stands behind ours in memory.
    private static nint Wrapped(nint own)
    {
        var tables = (IoMethods*)NativeMemory.Alloc(2, (nuint)sizeof(IoMethods));
        tables[0] = tables[1] = *(IoMethods*)own;
        tables[0].Close = &Close;
        tables[0].Write = &Write;
        tables[0].Truncate = &Truncate;
        tables[0].Sync = &Sync;
        return (nint)tables;
    }

    private static IoMethods* Own(FileHead* file) => file->Methods + 1;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Close(FileHead* file)
    {
        Files.TryRemove((nint)file, out _);
        return Own(file)->Close(file);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Write(FileHead* file, byte* content, int length, long offset)
    {
        var (disk, path) = Files[(nint)file];
        return Code(disk.Writes(path, offset, new(content, length))) is var code and not Ok
            ? code
            : Own(file)->Write(file, content, length, offset);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Truncate(FileHead* file, long length)
    {
        var (disk, path) = Files[(nint)file];
        return Code(disk.Truncates(path, length)) is var code and not Ok ? code : Own(file)->Truncate(file, length);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Sync(FileHead* file, int flags)
    {
        var (disk, path) = Files[(nint)file];
        return Code(disk.Synced(path, () => Own(file)->Sync(file, flags) == Ok));
    }

    private static int Code(Verdict verdict) => verdict switch
    {
        Verdict.Pass => Ok,
        Verdict.Full => Full,
        Verdict.Broken => IoError,
        _ => throw new ArgumentOutOfRangeException(nameof(verdict)),
    };

    [LibraryImport("e_sqlite3", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint sqlite3_vfs_find(string? name);

    [LibraryImport("e_sqlite3")]
    private static partial int sqlite3_vfs_register(nint vfs, int makeDefault);

    /// <summary>sqlite3_file: what the system keeps of an open file follows.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct FileHead
    {
        public IoMethods* Methods;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Vfs
    {
        public int Version, FileSize, LongestPath;
        public Vfs* Next;
        public byte* Name;
        public void* Data;
        public delegate* unmanaged[Cdecl]<Vfs*, byte*, FileHead*, int, int*, int> Open;
        public delegate* unmanaged[Cdecl]<Vfs*, byte*, int, int> Delete;
        public void* Access, FullPathname, DlOpen, DlError, DlSym, DlClose, Randomness, Sleep, CurrentTime, GetLastError;
        public void* CurrentTimeInt64, SetSystemCall, GetSystemCall, NextSystemCall;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct IoMethods
    {
        public int Version;
        public delegate* unmanaged[Cdecl]<FileHead*, int> Close;
        public void* Read;
        public delegate* unmanaged[Cdecl]<FileHead*, byte*, int, long, int> Write;
        public delegate* unmanaged[Cdecl]<FileHead*, long, int> Truncate;
        public delegate* unmanaged[Cdecl]<FileHead*, int, int> Sync;
        public void* FileSize, Lock, Unlock, CheckReservedLock, FileControl, SectorSize, DeviceCharacteristics;
        public void* ShmMap, ShmLock, ShmBarrier, ShmUnmap, Fetch, Unfetch;
    }
}
