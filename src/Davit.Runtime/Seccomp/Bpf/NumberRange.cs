namespace Davit.Runtime.Seccomp.Bpf;

/// <summary>Call numbers from <paramref name="Start"/> to the next range's start, and what happens to them.</summary>
internal readonly record struct NumberRange(uint Start, Target Target);
