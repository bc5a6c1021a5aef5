using CsCheck;
using Davit.Storage.Archives;

namespace Davit.Storage.Tests.Archives;

public sealed class TarRoundTripTests
{
    private static readonly TarEntryKind[] Kinds =
        [TarEntryKind.File, TarEntryKind.SymbolicLink, TarEntryKind.HardLink, TarEntryKind.Fifo, TarEntryKind.CharacterDevice];

    private static readonly Gen<byte[]> Name = Gen.Byte[1, 255].Array[1, 300]
        .Select(name => name.Select(b => b == '/' ? (byte)'x' : b).ToArray());

    private static readonly Gen<TarEntry> Entry = Gen.Select(
        Name,
        Gen.Int[0, Kinds.Length - 1].Select(index => Kinds[index]),
        Gen.UInt[0, 0xFFF],
        Gen.UInt[0, uint.MaxValue - 1],
        Gen.Long[-100_000_000_000, 100_000_000_000],
        Gen.UInt[0, 999_999_999],
        Gen.Byte.Array[0, 300],
        Gen.UInt[0, 0xFFF])
        .Select((name, kind, mode, id, seconds, nanoseconds, xattr, device) => new TarEntry
        {
            Name = name,
            Kind = kind,
            LinkName = kind is TarEntryKind.SymbolicLink or TarEntryKind.HardLink ? name : [],
            Mode = mode,
            UserId = id,
            GroupId = uint.MaxValue - 1 - id,
            ModifiedSeconds = seconds,
            ModifiedNanoseconds = nanoseconds,
            Xattrs = xattr.Length == 0 ? [] : [new TarXattr("security.capability"u8.ToArray(), xattr)],
            DeviceMajor = kind == TarEntryKind.CharacterDevice ? device : 0,
            DeviceMinor = kind == TarEntryKind.CharacterDevice ? 0xFFF - device : 0,
        });

    [Fact]
    public void What_is_written_is_read_again_whatever_the_bytes_of_its_names() =>
        Gen.Select(Entry, Gen.Byte.Array[0, 2000], Gen.Int[1, 700]).Sample((entry, content, buffer) =>
        {
            var expected = entry.Kind == TarEntryKind.File ? content : [];
            entry.Size = expected.Length;
            var archive = Tar.Write((entry, expected), (new TarEntry { Name = "last"u8.ToArray() }, []));
            var read = Tar.Read(archive, bufferSize: buffer);
            return archive.Length % 512 == 0 && read.Count == 2 && read[0].Content.SequenceEqual(expected) && IsSame(entry, read[0].Entry);
        });

    [Fact]
    public void Damage_anywhere_is_an_archive_error_or_another_archive_but_never_a_crash()
    {
        var entry = new TarEntry { Name = new byte[200].Select(_ => (byte)'n').ToArray(), Size = 700, Xattrs = [new TarXattr("user.a"u8.ToArray(), [0, 1])] };
        var archive = Tar.Write((entry, new byte[700]), (new TarEntry { Name = "d/"u8.ToArray(), Kind = TarEntryKind.Directory }, []));
        Gen.Select(Gen.Int[0, archive.Length - 1], Gen.Byte, Gen.Int[0, archive.Length]).Sample((at, value, length) =>
        {
            var damaged = archive.ToArray();
            damaged[at] = value;
            try
            {
                Tar.Read(damaged[..length]);
            }
            catch (StorageException failure)
            {
                return failure.Kind is StorageErrorKind.InvalidArchive or StorageErrorKind.LimitExceeded;
            }

            return true;
        });
    }

    [Fact]
    public void Random_bytes_are_never_a_crash() => Gen.Byte.Array[0, 3000].Sample(bytes =>
    {
        try
        {
            Tar.Read(bytes);
        }
        catch (StorageException failure)
        {
            return failure.Kind == StorageErrorKind.InvalidArchive;
        }

        return true;
    });

    private static bool IsSame(TarEntry a, TarEntry b) =>
        a.Name.SequenceEqual(b.Name) && a.LinkName.SequenceEqual(b.LinkName) && a.Kind == b.Kind && a.Mode == b.Mode && a.UserId == b.UserId
        && a.GroupId == b.GroupId && a.ModifiedSeconds == b.ModifiedSeconds && a.ModifiedNanoseconds == b.ModifiedNanoseconds
        && a.DeviceMajor == b.DeviceMajor && a.DeviceMinor == b.DeviceMinor && a.Xattrs.Count == b.Xattrs.Count
        && a.Xattrs.Zip(b.Xattrs).All(pair => pair.First.Name.SequenceEqual(pair.Second.Name) && pair.First.Value.SequenceEqual(pair.Second.Value));
}
