namespace Davit.Cli.Configuration.Credentials;

/// <summary>How a helper program ended.</summary>
/// <param name="Output">Its output without white space around it; with a failure, the reason.</param>
/// <param name="Failure">Null where it ended well.</param>
internal sealed record HelperAnswer(string Output, string? Failure);
