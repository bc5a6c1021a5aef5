namespace Davit.Privileged.Tests.Shim;

public sealed class OwnRuntimeTests() : RuntimeContract(null);
