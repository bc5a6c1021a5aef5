namespace Davit.EndToEnd.Tests.Support;

[CollectionDefinition("daemon")]
public sealed class DaemonCollection : ICollectionFixture<SharedDaemon>;
