using System.Text.Json.Serialization;

namespace Davit.Engine.Events;

/// <summary>JSON of the event log.</summary>
[JsonSerializable(typeof(EngineEvent))]
internal sealed partial class EventJson : JsonSerializerContext;
