using System.Globalization;
using System.Text;
using Davit.Linux.Processes;

namespace Davit.Runtime.Plan;

/// <summary>An immutable list of operations, and what the launcher must do around them.</summary>
internal sealed record LaunchPlan
{
    public required IReadOnlyList<Operation> Operations { get; init; }

    /// <summary>Size of the descriptor table.</summary>
    public required int SlotCount { get; init; }

    /// <summary>Descriptors to open before.</summary>
    public IReadOnlyList<SlotSource> Sources { get; init; } = [];

    /// <summary>Namespaces that clone3 makes.</summary>
    public CloneFlags CloneFlags { get; init; }

    /// <summary>The user namespace is made by clone3: the launcher writes its maps before the first answer.</summary>
    public bool WritesMaps { get; init; }

    /// <summary>The pid namespace to clone into, if not a new one or the launcher's.</summary>
    public string? PidNamespacePath { get; init; }

    /// <summary>The launcher gives the limits (prlimit(2)): in a user namespace the process has no right to raise them.</summary>
    public bool LauncherSetsLimits { get; init; }

    /// <summary>The plan as text, an operation a line, numbered as errors number them.</summary>
    public string Print()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"  0  clone3 {CloneText()}\n");
        for (var i = 0; i < Operations.Count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{i + 1,3}  {Operations[i]}\n");
        }

        return text.ToString();
    }

    private string CloneText() => CloneFlags == CloneFlags.None ? "no namespaces" : CloneFlags.ToString();
}
