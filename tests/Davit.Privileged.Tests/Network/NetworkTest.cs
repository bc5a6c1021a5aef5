namespace Davit.Privileged.Tests.Network;

/// <summary>
/// A test in a private network. What its <see cref="PrivateHost"/> found left behind fails it here, and not when the host is disposed: there
/// it would take the place of the failure that it comes from.
/// </summary>
public abstract class NetworkTest : IDisposable
{
    public void Dispose()
    {
        GC.SuppressFinalize(this);
        Assert.Equal("", PrivateHost.TakeLeftovers());
    }
}
