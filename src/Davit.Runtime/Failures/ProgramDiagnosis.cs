using Davit.Linux;
using Davit.Linux.Files;
using Davit.Oci.Runtime;

namespace Davit.Runtime.Failures;

/// <summary>Why a program could not be executed, in words that help: looks at the file in the container's root.</summary>
public static class ProgramDiagnosis
{
    /// <summary>Looks at the root of a process that still lives; without it the failure stays as it is.</summary>
    public static LaunchException Explain(LaunchException failure, int pid, ProcessSpec process)
    {
        if (!IsAboutProgram(failure)
            || OpenCalls.TryOpenAt(null, $"/proc/{pid}/root", OpenFlags.Path | OpenFlags.Directory, 0, out var root) != Errno.None)
        {
            return failure;
        }

        using (root)
        {
            var finding = ProgramInspector.Inspect(root!, process, failure.Errno);
            return new LaunchException(finding.Kind, finding.Text, failure)
            {
                Operation = failure.Operation,
                OperationCount = failure.OperationCount,
                Step = failure.Step,
                Errno = failure.Errno,
            };
        }
    }

    /// <summary>
    /// What may be wrong with a program that was executed and ended at once with code 127: a library that its loader did not
    /// find. Null: nothing that shows.
    /// </summary>
    public static string? FindMissingLibrary(FileDescriptor root, ProcessSpec process) =>
        LibrarySearch.FindMissing(root, process);

    private static bool IsAboutProgram(LaunchException failure) =>
        failure.Step.StartsWith("find program", StringComparison.Ordinal)
        || failure.Step.StartsWith("execute ", StringComparison.Ordinal);
}
