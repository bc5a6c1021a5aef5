using System.Text;

namespace Davit.EndToEnd.Tests.Support;

/// <summary>A program in a real terminal: a tmux session of its own server, typed into and read as a person would.</summary>
internal sealed class Pty : IDisposable
{
    private readonly string socket = "davit-e2e-" + Guid.NewGuid().ToString("n")[..8];

    public Pty(IEnumerable<string> command, int width = 100, int height = 30)
    {
        Tmux(["new-session", "-d", "-x", $"{width}", "-y", $"{height}", "-s", "s", Quote(command) + "; echo \"ended:$?\"; read hold"]).Ok();
    }

    public string Screen => Tmux(["capture-pane", "-p", "-J", "-t", "s"]).Output;

    public void Type(string text) => Tmux(["send-keys", "-t", "s", "-l", text]).Ok();

    public void Enter(string text)
    {
        Type(text);
        Key("Enter");
    }

    /// <summary>A key by tmux's name: <c>Enter</c>, <c>C-p</c>.</summary>
    public void Key(string name) => Tmux(["send-keys", "-t", "s", name]).Ok();

    public void Resize(int width, int height) => Tmux(["resize-window", "-t", "s", "-x", $"{width}", "-y", $"{height}"]).Ok();

    public void Expect(string text) => Shell.Until(() => Screen.Contains(text, StringComparison.Ordinal), $"'{text}' on the screen, which shows:\n{Screen}");

    public void Dispose() => Shell.Run("tmux", ["-L", socket, "kill-server"]);

    private static string Quote(IEnumerable<string> command) =>
        string.Join(' ', command.Select(word => new StringBuilder("'").Append(word.Replace("'", "'\\''", StringComparison.Ordinal)).Append('\'').ToString()));

    private Outcome Tmux(IEnumerable<string> arguments) =>
        Shell.Run("tmux", ["-L", socket, .. arguments], environment: new Dictionary<string, string> { ["TERM"] = "xterm-256color" });
}
