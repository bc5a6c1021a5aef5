namespace Davit.Oci.Image;

/// <summary>What an image runs on, by its configuration; old ones leave the operating system out.</summary>
public static class ImageDocumentPlatform
{
    extension(ImageDocument document)
    {
        public Platform Platform => new()
        {
            Os = document.Os ?? "linux",
            Architecture = document.Architecture ?? "",
            Variant = document.Variant,
            OsVersion = document.OsVersion,
        };
    }
}
