namespace Davit.Runtime.Cgroups.Devices;

/// <summary>
/// Device rules as a program of type BPF_PROG_TYPE_CGROUP_DEVICE (version 2 has no device files). The kernel calls it with
/// a <c>struct bpf_cgroup_dev_ctx</c> (linux/bpf.h) for every open and mknod; it returns 1 to allow.
/// </summary>
internal static class DeviceFilter
{
    // struct bpf_cgroup_dev_ctx: access_type (access << 16 | kind), major, minor; kinds BPF_DEVCG_DEV_BLOCK and _CHAR.
    private const int BlockKind = 1;
    private const int CharKind = 2;

    // Registers: r1 is the context, r2 kind, r3 access, r4 major, r5 minor, r0 the result.
    private const int Result = 0;
    private const int Context = 1;
    private const int Kind = 2;
    private const int Access = 3;
    private const int Major = 4;
    private const int Minor = 5;
    private const int Scratch = 1;

    internal static ulong[] Compile(DeviceRules rules)
    {
        var code = new List<ulong>
        {
            EbpfCode.LoadWord(Access, Context, 0),
            EbpfCode.Copy(Kind, Access),
            EbpfCode.And(Kind, 0xffff),
            EbpfCode.ShiftRight(Access, 16),
            EbpfCode.LoadWord(Major, Context, 4),
            EbpfCode.LoadWord(Minor, Context, 8),
        };
        foreach (var rule in rules.Exceptions)
        {
            AddRule(code, rule, exceptionsForbid: rules.AllowedByDefault);
        }

        code.Add(EbpfCode.Set(Result, rules.AllowedByDefault ? 1 : 0));
        code.Add(EbpfCode.Exit);
        return [.. code];
    }

    /// <summary>
    /// A test that fails jumps behind the rule. An exception that allows must cover all that is wanted; one that forbids
    /// forbids when it covers any of it.
    /// </summary>
    private static void AddRule(List<ulong> code, DeviceRule rule, bool exceptionsForbid)
    {
        var tests = new List<Func<int, ulong>> { skip => EbpfCode.SkipUnlessEqual(Kind, rule.Kind == 'b' ? BlockKind : CharKind, skip) };
        if (rule.Access != DeviceAccess.All)
        {
            tests.Add(_ => EbpfCode.Copy(Scratch, Access));
            tests.Add(_ => EbpfCode.And(Scratch, exceptionsForbid ? (int)rule.Access : (int)(DeviceAccess.All & ~rule.Access)));
            tests.Add(skip => exceptionsForbid ? EbpfCode.SkipIfEqual(Scratch, 0, skip) : EbpfCode.SkipUnlessEqual(Scratch, 0, skip));
        }

        if (rule.Major is { } major)
        {
            tests.Add(skip => EbpfCode.SkipUnlessEqual(Major, (int)major, skip));
        }

        if (rule.Minor is { } minor)
        {
            tests.Add(skip => EbpfCode.SkipUnlessEqual(Minor, (int)minor, skip));
        }

        for (var position = 0; position < tests.Count; position++)
        {
            code.Add(tests[position](tests.Count - position + 1));
        }

        code.Add(EbpfCode.Set(Result, exceptionsForbid ? 0 : 1));
        code.Add(EbpfCode.Exit);
    }
}
