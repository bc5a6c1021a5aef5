using Davit.Engine.Specs;

namespace Davit.Engine.Validation;

/// <summary>Checks <c>--security-opt</c>.</summary>
internal static class SecurityOptionValidator
{
    public static void Validate(List<string> errors, IReadOnlyList<string>? options)
    {
        foreach (var option in options ?? [])
        {
            if (!SecurityOption.TryParse(option, out _, out var error))
            {
                errors.Add(error);
            }
        }
    }
}
