namespace Davit.Registry.Http;

/// <summary>Connections that trust the same, and the state of the certificate folders they were made from.</summary>
internal sealed record ConnectionPool(string Stamp, HttpMessageInvoker Invoker);
