namespace Davit.Engine;

/// <summary>Writes a body whose preconditions were checked before; called once, by the one who sends the answer.</summary>
public delegate Task StreamProducer(Stream output, CancellationToken cancellation);
