using System.Text.Json;
using Davit.Oci.Runtime;

namespace Davit.Runtime.Hooks;

/// <summary>The state document that hooks read (runtime.md#state).</summary>
internal static class StateText
{
    public static byte[] Create(Spec spec, string id, string bundle, string status, int? pid) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new StateDocument
            {
                Id = id,
                Status = status,
                Pid = pid,
                Bundle = bundle,
                Annotations = spec.Annotations,
            },
            RuntimeJson.Default.StateDocument);
}
