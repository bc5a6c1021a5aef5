#!/bin/busybox sh
# Runs in the guest, after its suite: crun under shims (the same contract that Davit's own runtime and runc are held to), and the time
# that a container of `true` takes with either runtime.
[ "${MODE:-v2}" = v2 ] || exit 0
export DOTNET_ROOT=/extra/dotnet DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 TESTINGPLATFORM_TELEMETRY_OPTOUT=1 HOME=/root
mkdir -p /lib/x86_64-linux-gnu /disk
mount -t tmpfs none /disk
for library in /extra/lib/*; do
    [ -e /lib/x86_64-linux-gnu/${library##*/} ] || ln -s $library /lib/x86_64-linux-gnu/
done
ln -s /extra/crun /usr/bin/crun
export TMPDIR=/disk DAVIT_BINARY=/usr/bin/davit

contract() {
    /extra/dotnet/dotnet /extra/tests/Davit.Privileged.Tests.dll --filter-class '*CrunTests' --progress off --auto-reporters off \
        --report-xunit-xml --report-xunit-xml-filename crun.xml --results-directory /disk >/disk/crun.log 2>&1
    # the whole document is one line
    tr '>' '\n' </disk/crun.xml 2>/dev/null | sed -n 's/.*<test .*name="[A-Za-z.]*\.\([A-Za-z0-9_]*\)".* result="\([A-Za-z]*\)".*/\2 \1/p' >/disk/crun.results
    while read -r result name; do
        case $result in Pass) echo "ok crun-$name" ;; *) echo "not ok crun-$name $result" ;; esac
    done </disk/crun.results
    grep -q ^Pass /disk/crun.results || echo "not ok crun-contract no test ran: $(tail -n 3 /disk/crun.log | tr '\n' ' ')"
    grep -q '^Fail' /disk/crun.results && sed 's/^/# /' /disk/crun.log | head -n 60
}

# median FILE: of numbers, one a line
median() { sort -n "$1" | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

# batch NAME COMMAND...: adds the milliseconds that each of five runs takes; the clock at hand (/proc/uptime) counts hundredths of a second
batch() {
    local name=$1 from to n=0; shift
    from=$(sed 's/ .*//; s/\.//' /proc/uptime)
    while [ $n -lt 5 ]; do
        n=$((n + 1))
        "$@" batch$n >/dev/null 2>&1 || echo fail >>/disk/fails
    done
    to=$(sed 's/ .*//; s/\.//' /proc/uptime)
    echo $(((to - from) * 2)) >>/disk/times.$name
}

bar() {
    mkdir -p /disk/b; ln -s /bundle/rootfs /disk/b/rootfs
    (cd /disk/b && /usr/bin/crun spec && sed -i 's/"terminal": true/"terminal": false/; s/"sh"/"true"/' config.json)
    i=0
    while [ $i -lt 7 ]; do
        i=$((i + 1))
        batch davit /usr/bin/davit oci --root /run/oci run --bundle /disk/b
        batch crun /usr/bin/crun run --bundle /disk/b
    done
    davit=$(median /disk/times.davit) crun=$(median /disk/times.crun)
    echo "# oci run of true: davit $davit ms, crun $crun ms, ratio $(awk -v a=$davit -v b=$crun 'BEGIN { printf "%.2f", a / b }') (bar 1.0)"
    [ "$davit" -le "$crun" ] && echo "ok oci-run-takes-no-longer-than-crun" || echo "not ok oci-run-takes-no-longer-than-crun $davit ms, crun $crun ms"
    [ ! -e /disk/fails ] && echo "ok both-runtimes-run-true" || echo "not ok both-runtimes-run-true $(wc -l </disk/fails) of 70 runs failed: $(/usr/bin/crun run --bundle /disk/b probe 2>&1 | head -n 1)"
}

check() { [ "$2" = "$3" ] && echo "ok crun-$1" || echo "not ok crun-$1 expected '$3', got '$2'"; }
engine() { davit -H unix:///run/crun/d.sock "$@" 2>&1; }

daemon() {
    mkdir -p /run/crun /disk/d
    davit daemon -H unix:///run/crun/d.sock --data-root /disk/d --exec-root /run/crun/exec --pidfile /run/crun/pid --bridge none --iptables=false \
        --add-runtime crun=/usr/bin/crun >/disk/daemon.log 2>&1 &
    n=0; until engine version >/dev/null || [ $n -gt 300 ]; do n=$((n + 1)); usleep 100000; done
    tar -C /bundle/rootfs -cf /disk/busybox.tar . && engine import --change 'CMD ["sh"]' /disk/busybox.tar busybox >/dev/null
    run='run --runtime crun --network none'
    check run "$(engine $run --rm busybox echo hello)" hello
    engine $run --rm busybox sh -c 'exit 7' >/dev/null; check exit-code $? 7
    engine $run --rm busybox no-such-program >/dev/null; check missing-program $? 127
    check input "$(printf 'a\nb\n' | engine $run --rm -i busybox wc -l)" 2
    check limits "$(engine $run --rm -m 64m --pids-limit 33 --cpus 0.5 busybox sh -c 'cat /sys/fs/cgroup/memory.max /sys/fs/cgroup/pids.max /sys/fs/cgroup/cpu.max' | tr '\n' ' ')" "67108864 33 50000 100000 "
    engine $run --name oom -m 32m --memory-swap 32m busybox tail -c 200000000 /dev/zero >/dev/null
    check oom "$? $(engine inspect -f '{{.State.OOMKilled}}' oom)" "137 true"
    engine $run -d --name long busybox sh -c 'trap "exit 5" TERM; while :; do usleep 100000; done' >/dev/null
    check exec "$(engine exec long echo inside)" inside
    engine pause long >/dev/null; check paused "$(engine inspect -f '{{.State.Status}}' long)" paused
    engine unpause long >/dev/null; engine stop long >/dev/null
    check stopped "$(engine inspect -f '{{.State.Status}} {{.State.ExitCode}}' long)" "exited 5"
    engine rm -f oom long >/dev/null
    check nothing-left "$(find /sys/fs/cgroup/davit -mindepth 1 -type d ! -path '*/shims' | tr '\n' ' ')" ""
    kill "$(cat /run/crun/pid)"
}

daemon
contract
bar
