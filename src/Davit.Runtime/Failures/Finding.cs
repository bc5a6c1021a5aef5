namespace Davit.Runtime.Failures;

/// <summary>What was found about a program.</summary>
internal sealed record Finding(LaunchFailure Kind, string Text);
