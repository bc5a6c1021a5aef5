using System.Text;

namespace Davit.Runtime.Plan;

/// <summary>An immutable list of operations, and how many descriptor slots they use.</summary>
internal sealed record LaunchPlan(IReadOnlyList<Operation> Operations, int SlotCount)
{
    /// <summary>The plan as text, an operation a line, numbered as errors number them.</summary>
    public string Print()
    {
        var text = new StringBuilder();
        for (var i = 0; i < Operations.Count; i++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{i + 1,3}  {Operations[i]}\n");
        }

        return text.ToString();
    }
}
