using System.IO.Pipelines;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace Davit.Daemon.Http;

/// <summary>
/// A connection as Kestrel's HTTP layer sees it, with two differences. A client's FIN does not abort the answer: only
/// the transport's failure or <see cref="Abort(ConnectionAbortedException)"/> ends it. And a route can take the
/// transport away (docker's hijack); from then on HTTP reads an ended stream and what it writes is dropped.
/// </summary>
internal sealed class HijackableConnection : ConnectionContext, IHijackFeature
{
    private readonly ConnectionContext inner;
    private readonly IDuplexPipe transport;
    private readonly GatedPipe gate;
    private readonly bool plain;
    private readonly CancellationTokenSource aborted = new();

    /// <param name="inner">The connection; its transport may be TLS.</param>
    /// <param name="plain">Its transport is the socket's own.</param>
    public HijackableConnection(ConnectionContext inner, bool plain)
    {
        this.plain = plain;
        this.inner = inner;
        transport = inner.Transport;
        gate = new GatedPipe(transport);
        Transport = gate;
        ConnectionClosed = aborted.Token;
        inner.Features.Set<IHijackFeature>(this);
    }

    public override IDuplexPipe Transport { get; set; }

    public override CancellationToken ConnectionClosed { get; set; }

    public CancellationToken ClientEnded => inner.ConnectionClosed;

    public override string ConnectionId
    {
        get => inner.ConnectionId;
        set => inner.ConnectionId = value;
    }

    public override IFeatureCollection Features => inner.Features;

    public override IDictionary<object, object?> Items
    {
        get => inner.Items;
        set => inner.Items = value;
    }

    public override EndPoint? LocalEndPoint
    {
        get => inner.LocalEndPoint;
        set => inner.LocalEndPoint = value;
    }

    public override EndPoint? RemoteEndPoint
    {
        get => inner.RemoteEndPoint;
        set => inner.RemoteEndPoint = value;
    }

    public HijackedConnection Hijack()
    {
        gate.Close();
        return new HijackedConnection(transport, inner.Features.Get<IConnectionSocketFeature>()?.Socket, plain, ClientEnded);
    }

    public override void Abort(ConnectionAbortedException abortReason)
    {
        inner.Abort(abortReason);
        aborted.Cancel();
    }

    public override void Abort() => Abort(new ConnectionAbortedException("the connection was aborted by the daemon"));

    public override async ValueTask DisposeAsync()
    {
        aborted.Dispose();
        await inner.DisposeAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }
}
