namespace Davit.Daemon.Sockets;

/// <summary>Kinds of <c>-H</c>.</summary>
internal enum ListenKind
{
    Unix,
    Tcp,
    Inherited,
}
