namespace Davit.Oci.Seccomp;

/// <summary>The calls that every container may make, whatever its capabilities: docker's list, by subject.</summary>
internal static class OrdinaryCalls
{
    /// <summary>All of them.</summary>
    internal static IReadOnlyList<string> Names { get; } =
        string.Join(' ', [Sockets, Ipc, Attributes, Polling, Time, Scheduling, Identity, Signals, Processes, Memory, InputOutput, Files])
            .Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Sockets; the family of socket(2) is checked by a rule of its own.</summary>
    private const string Sockets =
        """
        accept accept4 bind connect getpeername getsockname getsockopt listen recv recvfrom recvmmsg recvmmsg_time64
        recvmsg send sendmmsg sendmsg sendto setsockopt shutdown socketcall socketpair
        """;

    /// <summary>System V and POSIX interprocess communication.</summary>
    private const string Ipc =
        """
        ipc mq_getsetattr mq_notify mq_open mq_timedreceive mq_timedreceive_time64 mq_timedsend mq_timedsend_time64
        mq_unlink msgctl msgget msgrcv msgsnd semctl semget semop semtimedop semtimedop_time64 shmat shmctl shmdt shmget
        """;

    /// <summary>Extended attributes.</summary>
    private const string Attributes =
        """
        fgetxattr flistxattr fremovexattr fsetxattr getxattr getxattrat lgetxattr listxattr listxattrat llistxattr
        lremovexattr lsetxattr removexattr removexattrat setxattr setxattrat
        """;

    /// <summary>Waiting for descriptors, event sources, asynchronous I/O of the old kind.</summary>
    private const string Polling =
        """
        _newselect epoll_create epoll_create1 epoll_ctl epoll_ctl_old epoll_pwait epoll_pwait2 epoll_wait epoll_wait_old
        eventfd eventfd2 fanotify_mark inotify_add_watch inotify_init inotify_init1 inotify_rm_watch io_cancel
        io_destroy io_getevents io_pgetevents io_pgetevents_time64 io_setup io_submit poll ppoll ppoll_time64 pselect6
        pselect6_time64 select signalfd signalfd4 timerfd_create timerfd_gettime timerfd_gettime64 timerfd_settime
        timerfd_settime64
        """;

    /// <summary>Clocks and timers; setting a clock needs CAP_SYS_TIME.</summary>
    private const string Time =
        """
        adjtimex alarm clock_adjtime clock_adjtime64 clock_getres clock_getres_time64 clock_gettime clock_gettime64
        clock_nanosleep clock_nanosleep_time64 getitimer gettimeofday nanosleep setitimer time timer_create timer_delete
        timer_getoverrun timer_gettime timer_gettime64 timer_settime timer_settime64 times
        """;

    /// <summary>Scheduling and priorities.</summary>
    private const string Scheduling =
        """
        getcpu getpriority ioprio_get ioprio_set membarrier rseq sched_get_priority_max sched_get_priority_min
        sched_getaffinity sched_getattr sched_getparam sched_getscheduler sched_rr_get_interval
        sched_rr_get_interval_time64 sched_setaffinity sched_setattr sched_setparam sched_setscheduler sched_yield
        setpriority
        """;

    /// <summary>Users, groups, sessions, capabilities, limits.</summary>
    private const string Identity =
        """
        capget capset get_robust_list get_thread_area getegid getegid32 geteuid geteuid32 getgid getgid32 getgroups
        getgroups32 getpgid getpgrp getpid getppid getrandom getresgid getresgid32 getresuid getresuid32 getrlimit
        getrusage getsid gettid getuid getuid32 landlock_add_rule landlock_create_ruleset landlock_restrict_self prctl
        prlimit64 seccomp set_robust_list set_thread_area set_tid_address setfsgid setfsgid32 setfsuid setfsuid32 setgid
        setgid32 setgroups setgroups32 setpgid setregid setregid32 setresgid setresgid32 setresuid setresuid32 setreuid
        setreuid32 setrlimit setsid setuid setuid32 sysinfo ugetrlimit umask uname
        """;

    /// <summary>Signals.</summary>
    private const string Signals =
        """
        kill pause pidfd_send_signal restart_syscall rt_sigaction rt_sigpending rt_sigprocmask rt_sigqueueinfo
        rt_sigreturn rt_sigsuspend rt_sigtimedwait rt_sigtimedwait_time64 rt_tgsigqueueinfo sigaltstack sigprocmask
        sigreturn tgkill tkill
        """;

    /// <summary>Processes and futexes; clone(2) has a rule of its own.</summary>
    private const string Processes =
        """
        execve execveat exit exit_group fork futex futex_requeue futex_time64 futex_wait futex_waitv futex_wake
        pidfd_open process_mrelease riscv_hwprobe uretprobe vfork wait4 waitid waitpid
        """;

    /// <summary>Memory.</summary>
    private const string Memory =
        """
        brk madvise map_shadow_stack memfd_create memfd_secret mincore mlock mlock2 mlockall mmap mmap2 mprotect mremap
        mseal msync munlock munlockall munmap pkey_alloc pkey_free pkey_mprotect remap_file_pages
        """;

    /// <summary>Reading, writing, descriptors.</summary>
    private const string InputOutput =
        """
        _llseek cachestat close close_range copy_file_range dup dup2 dup3 fadvise64 fadvise64_64 fallocate fcntl fcntl64
        fdatasync flock fsync ftruncate ftruncate64 ioctl lseek pipe pipe2 pread64 preadv preadv2 pwrite64 pwritev
        pwritev2 read readahead readv sendfile sendfile64 splice sync sync_file_range syncfs tee truncate truncate64
        vmsplice write writev
        """;

    /// <summary>Names, directories, and what is known of files.</summary>
    private const string Files =
        """
        access chdir chmod chown chown32 creat faccessat faccessat2 fchdir fchmod fchmodat fchmodat2 fchown fchown32
        fchownat fstat fstat64 fstatat64 fstatfs fstatfs64 futimesat getcwd getdents getdents64 lchown lchown32 link
        linkat listmount lstat lstat64 mkdir mkdirat mknod mknodat name_to_handle_at newfstatat open openat openat2
        readlink readlinkat rename renameat renameat2 rmdir stat stat64 statfs statfs64 statmount statx symlink
        symlinkat unlink unlinkat utime utimensat utimensat_time64 utimes
        """;
}
