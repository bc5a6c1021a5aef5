using System.Text;
using Davit.Oci.Runtime;
using Davit.Runtime.Seccomp.Syscalls;

namespace Davit.Runtime.Seccomp;

/// <summary>A specification as one text, different for different filters.</summary>
internal static class SeccompKey
{
    /// <summary>Raised when the compiler writes other code for the same specification.</summary>
    private const int CompilerVersion = 1;

    internal static string Of(SeccompSpec spec, SeccompArchitecture native)
    {
        var key = new StringBuilder(8192);
        key.Append(CompilerVersion).Append(' ').Append(SyscallTable.Count).Append(' ').Append((int)native).Append('\n');
        Add(key, spec.DefaultAction).Append(spec.DefaultErrnoRet).Append('\n');
        Add(key, spec.Architectures);
        Add(key, spec.Flags);
        foreach (var rule in spec.Syscalls ?? [])
        {
            Add(key, rule);
        }

        return key.ToString();
    }

    private static void Add(StringBuilder key, SyscallRuleSpec rule)
    {
        Add(key, rule.Action).Append(rule.ErrnoRet).Append('\n');
        Add(key, rule.Names);
        foreach (var argument in rule.Args ?? [])
        {
            Add(key, argument.Op).Append(argument.Index).Append(' ').Append(argument.Value).Append(' ').Append(argument.ValueTwo).Append('\n');
        }

        key.Append('\n');
    }

    private static void Add(StringBuilder key, IReadOnlyList<string>? texts)
    {
        foreach (var text in texts ?? [])
        {
            Add(key, text);
        }

        key.Append('\n');
    }

    /// <summary>With its length, so that no text can pretend to be two.</summary>
    private static StringBuilder Add(StringBuilder key, string text) => key.Append(text.Length).Append(':').Append(text).Append(' ');
}
