using System.Xml.Linq;

namespace Davit.Privileged.Tests.Network;

/// <summary>What a process of tests reported (a <c>test</c> element of xunit's document each) and printed.</summary>
internal sealed record IsolatedRun(IReadOnlyList<XElement> Results, string Output);
