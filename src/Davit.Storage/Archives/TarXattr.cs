namespace Davit.Storage.Archives;

/// <summary>An extended attribute; name and value are bytes.</summary>
internal readonly record struct TarXattr(byte[] Name, byte[] Value);
