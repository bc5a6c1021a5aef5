using System.Text.Json;
using Davit.Linux.Files;

namespace Davit.Shim;

/// <summary>The end of a container: what the exit file holds.</summary>
public sealed record TaskExit
{
    /// <summary>0 to 255; 128 plus the number of the signal that killed it.</summary>
    public required int ExitCode { get; init; }

    /// <summary>The kernel killed a process of the container for want of memory.</summary>
    public bool OomKilled { get; init; }

    public required DateTimeOffset FinishedAt { get; init; }

    /// <summary>What went wrong beside the container, such as its shim having been killed.</summary>
    public string? Error { get; init; }

    /// <summary>Reads an exit file; null: there is none.</summary>
    /// <exception cref="InvalidDataException">The file is not an exit record.</exception>
    public static TaskExit? Read(string exitFile)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(exitFile), ShimJson.Default.TaskExit);
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (JsonException failure)
        {
            throw new InvalidDataException($"{exitFile} is not an exit record: {failure.Message}", failure);
        }
    }

    /// <summary>Records the exit; <paramref name="durable"/>: it is on the disk when this returns.</summary>
    internal void Write(string exitFile, bool durable)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(this, ShimJson.Default.TaskExit);
        if (durable)
        {
            AtomicFile.Write(exitFile, content);
        }
        else
        {
            AtomicFile.WriteVolatile(exitFile, content);
        }
    }
}
