using Davit.Oci.Image;

namespace Davit.Images.Building;

/// <summary><c>--change</c>: the Dockerfile instructions CMD ENTRYPOINT ENV EXPOSE HEALTHCHECK LABEL ONBUILD STOPSIGNAL USER VOLUME WORKDIR.</summary>
public static class ConfigChanges
{
    /// <summary>The configuration with the changes applied in order; a wrong one is an <see cref="ImageException"/> that names it.</summary>
    public static ImageConfig Apply(ImageConfig config, IReadOnlyList<string> changes) => throw new NotImplementedException();
}
