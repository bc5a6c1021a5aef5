using Davit.Cli.CommandLine;

namespace Davit.Cli.Commands.Completions;

/// <summary>Prints the script that teaches a shell to complete: it asks the hidden command <c>__complete</c> each time.</summary>
internal sealed class CompletionCommand(string shell) : Command
{
    private readonly BoolFlag _noDescriptions = new("no-descriptions", '\0', "disable completion descriptions");

    public override string Summary => $"Generate the autocompletion script for {shell}";

    public override string Usage => "[OPTIONS]";

    public override string Details => shell switch
    {
        "bash" => "In this shell:  source <({program} completion bash)\nFor all of them: {program} completion bash > /etc/bash_completion.d/{program}",
        "zsh" => "In this shell:  source <({program} completion zsh)\nFor all of them: {program} completion zsh > \"${fpath[1]}/_{program}\"",
        _ => "In this shell:  {program} completion fish | source\nFor all of them: {program} completion fish > ~/.config/fish/completions/{program}.fish",
    };

    public override IEnumerable<Flag> Flags => [_noDescriptions];

    public override int Run(CommandContext context, IReadOnlyList<string> arguments)
    {
        var descriptions = _noDescriptions.Value ? "0" : "1";
        context.Out.Write(Script().Replace("PROGRAM", context.ProgramName, StringComparison.Ordinal).Replace("DESCRIPTIONS", descriptions, StringComparison.Ordinal));
        return ExitCodes.Success;
    }

    private string Script() => shell switch
    {
        "bash" => """
            # bash completion for PROGRAM
            _PROGRAM_complete() {
                local words=("${COMP_WORDS[@]:1:COMP_CWORD}") line value
                COMPREPLY=()
                # bash cuts words at colons and equal signs: put what it cut together again
                local joined=() word glue=
                for word in "${words[@]}"; do
                    if [[ $word == [:=] && ${#joined[@]} -gt 0 ]]; then joined[-1]+=$word; glue=1
                    elif [[ $glue ]]; then joined[-1]+=$word; glue=
                    else joined+=("$word"); fi
                done
                local current="${joined[-1]}" prefix
                prefix="${current%"${current##*[:=]}"}"
                while IFS= read -r line; do
                    value="${line%%$'\t'*}"
                    if [[ $value == ":files" ]]; then
                        compopt -o filenames 2>/dev/null
                        COMPREPLY+=($(compgen -f -- "${COMP_WORDS[COMP_CWORD]}"))
                    else
                        [[ $value == *= ]] && compopt -o nospace 2>/dev/null
                        COMPREPLY+=("${value#"$prefix"}")
                    fi
                done < <(PROGRAM __complete "${joined[@]}" 2>/dev/null)
            }
            complete -F _PROGRAM_complete PROGRAM

            """,
        "zsh" => """
            #compdef PROGRAM
            # zsh completion for PROGRAM
            _PROGRAM() {
                local line value about
                local -a plain described
                while IFS= read -r line; do
                    value="${line%%$'\t'*}"
                    about="${line#*$'\t'}"
                    if [[ $value == ":files" ]]; then _files
                    elif [[ DESCRIPTIONS == 1 && $about != $line ]]; then described+=("${value//:/\\:}:$about")
                    else plain+=("$value"); fi
                done < <(PROGRAM __complete "${(@)words[2,CURRENT]}" 2>/dev/null)
                (( ${#described} )) && _describe -V PROGRAM described
                (( ${#plain} )) && compadd -a plain
            }
            if [ "$funcstack[1]" = "_PROGRAM" ]; then _PROGRAM "$@"; else compdef _PROGRAM PROGRAM; fi

            """,
        _ => """
            # fish completion for PROGRAM
            function __PROGRAM_complete
                set -l words (commandline -opc) (commandline -ct)
                for line in (PROGRAM __complete $words[2..-1] 2>/dev/null)
                    if test "$line" = ":files"
                        __fish_complete_path (commandline -ct)
                    else if test DESCRIPTIONS = 1
                        echo $line
                    else
                        string split -f1 \t -- $line
                    end
                end
            end
            complete -c PROGRAM -f -a '(__PROGRAM_complete)'

            """,
    };
}
