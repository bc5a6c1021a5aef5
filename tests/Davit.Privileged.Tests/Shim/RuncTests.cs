namespace Davit.Privileged.Tests.Shim;

public sealed class RuncTests() : RuntimeContract("/usr/bin/runc");
