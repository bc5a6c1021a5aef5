namespace Davit.Cli.Templates;

/// <summary>A template that does not parse or failed while it ran; the message is Go's.</summary>
internal sealed class TemplateException(string message) : Exception(message);
