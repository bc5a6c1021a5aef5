using Davit.Shim.Protocol;

namespace Davit.Shim.Server;

/// <summary>A request that waits for its answer. Answering a client that has gone does nothing.</summary>
internal readonly record struct Answer(ControlConnection Connection, uint Id)
{
    public void Done() => Done(new MessageWriter());

    public void Done(MessageWriter content) => Connection.Send(content.Finish(MessageKind.Done, Id).Span);

    public void Fail(ShimException failure) => Connection.Send(
        new MessageWriter().Add((int)failure.Kind).Add(failure.Message).Finish(MessageKind.Failed, Id).Span);
}
