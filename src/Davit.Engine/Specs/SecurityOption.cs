namespace Davit.Engine.Specs;

/// <summary>One <c>--security-opt</c>: a key and its value.</summary>
internal readonly record struct SecurityOption(string Key, string Value)
{
    /// <summary>Both <c>key=value</c> and the older <c>key:value</c> are read.</summary>
    public static bool TryParse(string text, out SecurityOption option, out string error)
    {
        option = default;
        error = "";
        if (text is "no-new-privileges" or "writable-cgroups")
        {
            option = new SecurityOption(text, "true");
            return true;
        }

        if (text == "disable")
        {
            option = new SecurityOption("label", "disable");
            return true;
        }

        var at = text.IndexOf('=', StringComparison.Ordinal);
        at = at < 0 ? text.IndexOf(':', StringComparison.Ordinal) : at;
        if (at <= 0)
        {
            error = $"invalid --security-opt 1: \"{text}\"";
            return false;
        }

        option = new SecurityOption(text[..at], text[(at + 1)..]);
        error = option.Problem(text) ?? "";
        return error.Length == 0;
    }

    private string? Problem(string text) => Key switch
    {
        "label" or "apparmor" or "seccomp" => null,
        "no-new-privileges" or "writable-cgroups" => bool.TryParse(Value, out _) ? null : $"invalid --security-opt 2: \"{text}\"",
        "systempaths" => Value == "unconfined" ? null : $"invalid --security-opt 2: \"{text}\"",
        _ => $"invalid --security-opt 2: \"{text}\"",
    };
}
