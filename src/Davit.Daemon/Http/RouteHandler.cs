namespace Davit.Daemon.Http;

/// <summary>Answers one request: decode, one engine call, encode. Failures are thrown.</summary>
internal delegate Task RouteHandler(ApiRequest request);
