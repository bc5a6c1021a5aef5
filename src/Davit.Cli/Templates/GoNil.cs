namespace Davit.Cli.Templates;

/// <summary>A Go pointer of a known type to nothing: printed, it is <c>&lt;nil&gt;</c>, where what is not there at all is <c>&lt;no value&gt;</c>.</summary>
internal sealed record GoNil(string TypeName)
{
    public override string ToString() => "<nil>";
}
