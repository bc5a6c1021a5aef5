using System.IO.Pipelines;

namespace Davit.Daemon.Http;

/// <summary>A transport that can be taken away from its user, who then reads an ended stream and writes into nothing.</summary>
internal sealed class GatedPipe(IDuplexPipe inner) : IDuplexPipe
{
    private readonly GatedReader input = new(inner.Input);
    private readonly GatedWriter output = new(inner.Output);

    public PipeReader Input => input;

    public PipeWriter Output => output;

    public void Close()
    {
        input.Close();
        output.Close();
    }
}
