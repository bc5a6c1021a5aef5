using Davit.Oci;
using Davit.Registry.Tests.Hostile;
using Davit.Storage.Content;
using Davit.Testing;

namespace Davit.Registry.Tests;

/// <summary>A client with a content store of its own, for one test.</summary>
internal sealed class Clients : IDisposable
{
    private readonly TemporaryDirectory directory = new();
    private readonly List<RegistryClient> made = [];

    public Clients() => Store = ContentStore.Open(directory["content"]);

    public ContentStore Store { get; }

    public string Certificates => directory["certs.d"];

    public List<string> Log { get; } = [];

    public FastTime Time { get; } = new();

    public RegistryOptions Options { get; set; } = new() { StallTimeout = TimeSpan.FromHours(1), DocumentTimeout = TimeSpan.FromHours(2) };

    public RegistryClient Client(Func<RegistryOptions, RegistryOptions>? change = null)
    {
        var options = Options with { CertificateDirectories = [Certificates] };
        var client = new RegistryClient(change?.Invoke(options) ?? options, Time, line =>
        {
            lock (Log)
            {
                Log.Add(line);
            }
        });
        made.Add(client);
        return client;
    }

    public RepositoryClient Repository(HostileRegistry registry, RegistryCredentials? credentials = null, string path = "test/image") =>
        Client().Repository(Reference.Parse($"{registry.Authority}/{path}"), credentials);

    /// <summary>Downloads into the store and commits.</summary>
    public async Task<byte[]> DownloadAsync(RepositoryClient repository, Descriptor blob, Action<long>? progress = null)
    {
        using (var writer = Store.Begin(blob.Digest.Text))
        {
            await repository.DownloadBlobAsync(blob, writer, progress, TestContext.Current.CancellationToken);
            writer.Commit(blob.Digest, blob.Size);
        }

        return Store.ReadAll(blob.Digest, int.MaxValue);
    }

    public void Dispose()
    {
        made.ForEach(client => client.Dispose());
        directory.Dispose();
    }
}
