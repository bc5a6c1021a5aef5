namespace Davit.Storage.Archives;

/// <summary>A part of a sparse file that has data: offset in the file and length.</summary>
internal readonly record struct SparseRange(long Offset, long Length);
