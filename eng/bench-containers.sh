#!/bin/bash
# Containers: starts, exec, output, logs, memory.
set -euo pipefail
root=${root:-$(cd "$(dirname "$0")/.." && pwd)}
. "$root/eng/bench-common.sh"

mkdir -p "$work/bundle/rootfs"
tar -C "$work/bundle/rootfs" -xf "$root/out/images/busybox.tar"
(cd "$work/bundle" && runc spec && jq '.process.terminal = false | .process.args = ["true"]' config.json >c && mv c config.json)

pair 'run --rm IMAGE true, default bridge' 0.10 docker 'davit run --rm busybox true' 'docker run --rm busybox true'
pair 'run --rm --network host IMAGE true' 0.10 docker 'davit run --rm --network host busybox true' 'docker run --rm --network host busybox true'
pair 'oci run of true' 0.35 runc '"$root/out/davit" oci run --bundle "$work/bundle" b$RANDOM' 'runc run --bundle "$work/bundle" b$RANDOM'
if crun run --bundle "$work/bundle" probe$$ >/dev/null 2>&1; then
    pair 'oci run of true' 1.0 crun '"$root/out/davit" oci run --bundle "$work/bundle" b$RANDOM' 'crun run --bundle "$work/bundle" b$RANDOM'
else
    value 'oci run of true, ratio to crun' "crun does not run here: $(crun run --bundle "$work/bundle" probe$$ 2>&1 | head -n 1)" '≤ 1.0'
fi

start40() { seq 40 | xargs -P 8 -I @@ "$@" run -d --name "s-@@" busybox sleep 3600; }
remove40() { seq 40 | sed 's/^/s-/' | xargs "$@" rm -f; }
forty() {
    local t a b c d
    t=$(now); start40 "$root/out/davit" -H "$davit_host" >/dev/null; a=$((($(now) - t) / 1000))
    t=$(now); remove40 "$root/out/davit" -H "$davit_host" >/dev/null; c=$((($(now) - t) / 1000))
    t=$(now); start40 "$docker_cli" -H "$docker_host" >/dev/null; b=$((($(now) - t) / 1000))
    t=$(now); remove40 "$docker_cli" -H "$docker_host" >/dev/null; d=$((($(now) - t) / 1000))
    row '40 containers started 8 at a time' 0.10 docker "$a" "$b"
    row 'rm -f of 40 running' 1 docker "$c" "$d"
}
forty

davit run -d --name sleeper busybox sleep 3600 >/dev/null
docker run -d --name sleeper busybox sleep 3600 >/dev/null
pair 'exec CONTAINER true' 0.15 docker 'davit exec sleeper true' 'docker exec sleeper true'
pair '200 MB of stdout through run' 0.5 docker \
    'davit run --rm --network host busybox dd if=/dev/zero bs=1M count=200' 'docker run --rm --network host busybox dd if=/dev/zero bs=1M count=200' 2

lines='i=0; yes "a line of log that is as long as lines of logs usually are, give or take" | head -n 2000000'
pair '2 million log lines written' 0.5 docker \
    'davit rm -f lines || :; davit run --name lines -d --network host busybox sh -c "$lines"; davit wait lines' 'docker rm -f lines || :; docker run --name lines -d --network host busybox sh -c "$lines"; docker wait lines' 1
pair '2 million log lines read' 0.5 docker 'davit logs lines | tail -n 1' 'docker logs lines | tail -n 1' 2
davit rm -f lines >/dev/null; docker rm -f lines >/dev/null

# --- memory --------------------------------------------------------------------------------------------------------
sleep 10 # both shims and daemon give memory back when they have had nothing to do
shim_private=$(for pid in $(pgrep -x 'shim:.*'); do awk '/^Private/ {s += $2} END {print s}' "/proc/$pid/smaps_rollup"; done | median)
value 'private memory of one shim' "$shim_private kB" '≤ 1536 kB'
davit rm -f sleeper >/dev/null; docker rm -f sleeper >/dev/null
value 'idle daemon (PSS)' "$(awk '/^Pss:/ {print $2}' "/proc/$(cat "$work/davit.pid")/smaps_rollup") kB" '≤ 40960 kB'

# --- with many containers on disk ----------------------------------------------------------------------------------
say "making $many containers in each engine"
seq "$many" | xargs -P 2 -I @@ "$root/out/davit" -H "$davit_host" create --name "c-@@" busybox true >/dev/null
seq "$many" | xargs -P 2 -I @@ "$docker_cli" -H "$docker_host" create --name "c-@@" busybox true >/dev/null
pair "ps with $many containers" 0.3 docker 'davit ps -a' 'docker ps -a'

answer() { # milliseconds from the start of the daemon to its first answer
    kill "$(cat "$work/davit.pid")"; while kill -0 "$(cat "$work/davit.pid" 2>/dev/null)" 2>/dev/null; do sleep 0.02; done
    local t; t=$(now)
    setsid "$root/out/davit" daemon --data-root "$work/davit" --exec-root "$work/run/davit" --pidfile "$work/davit.pid" -H "$davit_host" >>"$work/davit.log" 2>&1 </dev/null &
    until [ -S "$work/davit.sock" ] && curl -sf --unix-socket "$work/davit.sock" http://d/_ping >/dev/null 2>&1; do :; done
    echo $((($(now) - t) / 1000))
}
value "daemon start to first answer, $many containers on disk" "$(for _ in 1 2 3; do answer; done | median | awk '{printf "%.0f ms", $1 / 1000}')" '≤ 100 ms'

report | tee "$root/out/bench-containers.md"
