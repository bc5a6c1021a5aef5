namespace Davit.Oci.Image;

/// <summary>Provenance and the like, which builders put into an index beside the images they are about (BuildKit, attestation-storage.md).</summary>
public static class Attestations
{
    private const string Type = "vnd.docker.reference.type";
    private const string Subject = "vnd.docker.reference.digest";

    extension(Descriptor entry)
    {
        public bool IsAttestation => entry.Annotations?.GetValueOrDefault(Type) == "attestation-manifest";

        /// <summary>The manifest that an attestation is about; null: it is none, or does not say.</summary>
        public Digest? AttestationSubject =>
            entry.IsAttestation && Digest.TryParse(entry.Annotations!.GetValueOrDefault(Subject), out var subject) ? subject : null;
    }
}
