using Davit.Linux.Files;

namespace Davit.Storage.Copying;

/// <summary>A kernel's file mode in the bits of Go's <c>fs.FileMode</c> (package io/fs), which the Engine API shows.</summary>
internal static class GoFileMode
{
    private const uint Directory = 1u << 31;
    private const uint SymbolicLink = 1u << 27;
    private const uint Device = 1u << 26;
    private const uint NamedPipe = 1u << 25;
    private const uint Socket = 1u << 24;
    private const uint SetUid = 1u << 23;
    private const uint SetGid = 1u << 22;
    private const uint CharacterDevice = 1u << 21;
    private const uint Sticky = 1u << 20;

    public static uint Of(in Statx stat) => (stat.Mode & 0x1FFu) | TypeOf(stat.Kind)
        | ((stat.Mode & 0x800) != 0 ? SetUid : 0) | ((stat.Mode & 0x400) != 0 ? SetGid : 0) | ((stat.Mode & 0x200) != 0 ? Sticky : 0);

    private static uint TypeOf(FileKind kind) => kind switch
    {
        FileKind.Directory => Directory,
        FileKind.SymbolicLink => SymbolicLink,
        FileKind.BlockDevice => Device,
        FileKind.CharacterDevice => Device | CharacterDevice,
        FileKind.Fifo => NamedPipe,
        FileKind.Socket => Socket,
        _ => 0,
    };
}
