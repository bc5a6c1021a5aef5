using System.Globalization;
using System.Security.Cryptography;

namespace Davit.Engine.Containers;

/// <summary>Makes up names of two words for containers that are given none.</summary>
internal static class NameGenerator
{
    private static readonly string[] First =
    [
        "able", "airy", "amber", "ample", "apt", "azure", "bold", "brave", "breezy", "bright", "brisk", "calm", "candid", "careful",
        "cheery", "clear", "clever", "cosy", "crisp", "curious", "dapper", "daring", "deft", "eager", "earnest", "easy", "fair", "fancy",
        "fine", "fleet", "fluent", "fond", "frank", "fresh", "gentle", "glad", "golden", "grand", "handy", "happy", "hardy", "hearty",
        "honest", "humble", "jolly", "keen", "kind", "lively", "loyal", "lucid", "lucky", "mellow", "merry", "mild", "modest", "neat",
        "nimble", "noble", "patient", "placid", "plucky", "polite", "proud", "quick", "quiet", "ready", "robust", "rosy", "round", "rugged",
        "sage", "serene", "sharp", "silent", "silver", "smart", "smooth", "snug", "solid", "spry", "stable", "steady", "sturdy", "sunny",
        "swift", "tidy", "tranquil", "true", "upbeat", "vivid", "warm", "wise", "witty", "young", "zesty",
    ];

    private static readonly string[] Second =
    [
        "abbe", "agnesi", "alhazen", "ampere", "avogadro", "banach", "bassi", "becquerel", "bernoulli", "bessel", "bohr", "boltzmann",
        "bose", "boyle", "brahe", "cannon", "cantor", "carson", "cauchy", "cavendish", "celsius", "chandra", "chatelet", "church",
        "copernicus", "coulomb", "crick", "curie", "dalton", "darwin", "davy", "descartes", "dijkstra", "dirac", "doppler", "einstein",
        "euclid", "euler", "faraday", "fermat", "fermi", "feynman", "fibonacci", "fourier", "franklin", "fresnel", "galileo", "galois",
        "galvani", "gauss", "germain", "goedel", "goodall", "halley", "hamilton", "herschel", "hertz", "hilbert", "hodgkin", "hooke",
        "hopper", "hubble", "humboldt", "huygens", "hypatia", "jacobi", "joule", "kelvin", "kepler", "khayyam", "kirchhoff", "knuth",
        "lagrange", "laplace", "lavoisier", "leavitt", "leibniz", "linnaeus", "lovelace", "maxwell", "mayer", "mcclintock", "meitner",
        "mendel", "mendeleev", "mitchell", "morse", "nash", "newton", "nobel", "noether", "ohm", "oersted", "pascal", "pasteur", "pauli",
        "planck", "poincare", "ptolemy", "ramanujan", "ride", "riemann", "roentgen", "rutherford", "sagan", "shannon", "somerville",
        "tesla", "torricelli", "turing", "volta", "wallis", "watt", "weyl", "wiener", "wu", "yonath", "zuse",
    ];

    public static string Make(int attempt)
    {
        var name = First[RandomNumberGenerator.GetInt32(First.Length)] + "_" + Second[RandomNumberGenerator.GetInt32(Second.Length)];
        return attempt == 0 ? name : name + RandomNumberGenerator.GetInt32(10).ToString(CultureInfo.InvariantCulture);
    }
}
