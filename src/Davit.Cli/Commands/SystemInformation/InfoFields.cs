using Davit.Cli.Templates;

namespace Davit.Cli.Commands.SystemInformation;

/// <summary>The whole answer of info: a struct at the top, so that an unknown field is an error and not "no value".</summary>
internal sealed class InfoFields(GoMap members) : IGoFields
{
    public bool IsMap => false;

    public string TypeName => "system.dockerInfo";

    public IEnumerable<KeyValuePair<string, object?>> Entries => members.Entries;

    public bool TryGet(string name, out object? value) => members.TryGet(name, out value) || (name == "ServerErrors" && (value = new List<object?>()) is not null);

    public bool TryCall(string name, IReadOnlyList<object?> arguments, out object? value)
    {
        value = null;
        return false;
    }
}
