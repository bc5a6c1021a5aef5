namespace Davit.Runtime.CommandLine;

/// <summary>What <c>--help</c> and <c>--version</c> print.</summary>
internal static class HelpText
{
    public const string Version = """
        davit oci version 0.1.0
        spec: 1.2.0

        """;

    public const string Commands = """
        Usage: davit oci [GLOBAL OPTIONS] COMMAND [OPTIONS] [ARGUMENTS]

        Runs containers of OCI bundles; the command line is runc's.

        Commands:
          create     make a container that waits for start
          run        make a container and start it
          start      execute the program of a created container
          state      print the state of a container as JSON
          kill       send a signal to a container
          delete     remove a container that has stopped
          list       list containers
          exec       execute a process in a running container
          ps         list the processes of a container
          pause      suspend all processes of a container
          resume     let them go on
          update     change resource limits
          events     print statistics
          spec       write a config.json to start from
          features   print what this runtime supports as JSON
          plan       print the system calls that a bundle becomes

        Global options:
          --root DIR             state directory (default /run/davit/oci)
          --log FILE             write errors to a file
          --log-format FORMAT    text or json (default text)
          --debug                more in the log
          --systemd-cgroup       cgroupsPath is slice:prefix:name
          --rootless VALUE       accepted and ignored
          --help, --version

        'davit oci COMMAND --help' shows the options of a command.

        """;

    private static readonly Dictionary<string, string> Texts = new()
    {
        ["create"] = """
            Usage: davit oci create [OPTIONS] ID

              -b, --bundle DIR         bundle directory (default: working directory)
              --console-socket PATH    unix socket that receives the console's master
              --pid-file FILE          file for the process id
              --no-pivot               move the root mount instead of pivot_root
              --no-new-keyring         keep the caller's session keyring
              --preserve-fds N         number of descriptors from 3 on to pass on
            """,
        ["run"] = """
            Usage: davit oci run [OPTIONS] ID

              -b, --bundle DIR         bundle directory (default: working directory)
              -d, --detach             return when the program was executed
              --keep                   keep the state when the program has ended
              --console-socket PATH    unix socket that receives the console's master
              --pid-file FILE          file for the process id
              --no-pivot               move the root mount instead of pivot_root
              --no-new-keyring         keep the caller's session keyring
              --preserve-fds N         number of descriptors from 3 on to pass on
            """,
        ["start"] = "Usage: davit oci start ID",
        ["state"] = "Usage: davit oci state ID",
        ["kill"] = """
            Usage: davit oci kill [OPTIONS] ID [SIGNAL]

              -a, --all    to all processes of the container

            The signal is a name or a number, SIGTERM by default.
            """,
        ["delete"] = """
            Usage: davit oci delete [OPTIONS] ID

              -f, --force    kill a running container first; no error for one that does not exist
            """,
        ["list"] = """
            Usage: davit oci list [OPTIONS]

              -f, --format FORMAT    table or json
              -q, --quiet            only ids
            """,
        ["exec"] = """
            Usage: davit oci exec [OPTIONS] ID COMMAND [ARGUMENTS]

              -p, --process FILE             process as JSON instead of a command
              --cwd DIR                      working directory
              -e, --env NAME=VALUE           environment, may be repeated
              -t, --tty                      with a terminal
              -u, --user UID[:GID]           user
              -g, --additional-gids GID      further group, may be repeated
              -c, --cap CAPABILITY           further capability, may be repeated
              --no-new-privs                 no new privileges
              --apparmor PROFILE             AppArmor profile
              --process-label LABEL          SELinux label
              --cgroup PATH                  group below the container's
              -d, --detach                   return when the program was executed
              --console-socket PATH          unix socket that receives the console's master
              --pid-file FILE                file for the process id
              --preserve-fds N               number of descriptors from 3 on to pass on
              --ignore-paused                also in a paused container
            """,
        ["ps"] = """
            Usage: davit oci ps [OPTIONS] ID [PS OPTIONS]

              -f, --format FORMAT    table or json
            """,
        ["pause"] = "Usage: davit oci pause ID",
        ["resume"] = "Usage: davit oci resume ID",
        ["update"] = """
            Usage: davit oci update [OPTIONS] ID

              -r, --resources FILE          limits as JSON, - for standard input
              --memory BYTES                --memory-reservation BYTES    --memory-swap BYTES
              --cpu-period US               --cpu-quota US                --cpu-share N
              --cpu-rt-period US            --cpu-rt-runtime US           --cpu-burst US
              --cpuset-cpus LIST            --cpuset-mems LIST            --cpu-idle N
              --blkio-weight N              --pids-limit N
            """,
        ["events"] = """
            Usage: davit oci events [OPTIONS] ID

              --stats                print statistics once
              --interval DURATION    between statistics (default 5s)
            """,
        ["spec"] = """
            Usage: davit oci spec [OPTIONS]

              -b, --bundle DIR    where to write config.json
              --rootless          for a user without privileges
            """,
        ["features"] = "Usage: davit oci features",
        ["plan"] = """
            Usage: davit oci plan [OPTIONS] [BUNDLE]

            Prints the operations between clone3 and execve, numbered as in errors.
            """,
    };

    public static int Print(string command)
    {
        OciContext.Print(Texts.TryGetValue(command, out var text) ? text + "\n" : Commands);
        return 0;
    }
}
