namespace Davit.Api.System;

/// <summary>The value of Go's set-like maps: <c>{}</c>.</summary>
public sealed record EmptyObject;
