namespace Davit.Privileged.Tests.Shim;

public sealed class CrunTests() : RuntimeContract("/usr/bin/crun");
