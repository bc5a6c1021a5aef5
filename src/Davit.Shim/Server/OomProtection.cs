using System.Globalization;

namespace Davit.Shim.Server;

/// <summary>
/// A shim that is killed for want of memory takes its container with it: it goes last. Not allowed without privilege; then it stays as it
/// is. What it starts is to have the score that the shim was started with, <see cref="Inherited"/>.
/// </summary>
internal sealed class OomProtection
{
    private const string ScoreFile = "/proc/self/oom_score_adj";
    private const string Protected = "-998";

    private readonly bool _isProtected;

    public OomProtection()
    {
        try
        {
            Inherited = int.Parse(File.ReadAllText(ScoreFile), CultureInfo.InvariantCulture);
            File.WriteAllText(ScoreFile, Protected);
            _isProtected = true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or FormatException)
        {
            Inherited = 0;
        }
    }

    public int Inherited { get; }

    /// <summary>Starts a program that does not inherit the protection. A specification's score of 0 is none to crun before 1.9.</summary>
    public T Without<T>(Func<T> start)
    {
        if (!_isProtected)
        {
            return start();
        }

        File.WriteAllText(ScoreFile, Inherited.ToString(CultureInfo.InvariantCulture));
        try
        {
            return start();
        }
        finally
        {
            File.WriteAllText(ScoreFile, Protected);
        }
    }
}
