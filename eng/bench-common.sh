# What the benchmarks share: both engines side by side, medians of wall times, and the table. To be sourced.
. "$root/eng/common.sh"
need_root
need_sdk
need_packages build run bench
build_davit
bash "$root/eng/test-images.sh"

runs=${BENCH_RUNS:-9}
many=${BENCH_CONTAINERS:-200}
work=$(mktemp -d /tmp/davit-bench.XXXXXX)
netns=dvtbench$$
davit_host=unix://$work/davit.sock
docker_host=unix://$work/docker.sock
docker_cli=/usr/bin/docker
davit() { "$root/out/davit" -H "$davit_host" "$@"; }
docker() { "$docker_cli" -H "$docker_host" "$@"; }

cleanup() {
    set +e
    { davit ps -aq | xargs -r "$root/out/davit" -H "$davit_host" rm -f
      docker ps -aq | xargs -r "$docker_cli" -H "$docker_host" rm -f
      kill "$(cat "$work/davit.pid")" "$(cat "$work/docker.pid")"
      for _ in $(seq 100); do pgrep -f "$work" >/dev/null || break; sleep 0.1; done
      ip netns del "$netns"
      awk -v w="$work" 'index($2, w) == 1 {print $2}' /proc/mounts | sort -r | xargs -r umount -l
      find /sys/fs/cgroup -depth -mindepth 2 -maxdepth 4 -type d -path '*docker*' -exec rmdir {} \;
    } >/dev/null 2>&1
    rm -rf "$work"
}
trap cleanup EXIT

# --- the two engines -----------------------------------------------------------------------------------------------
say "starting both engines"
mkdir "$work/run" && mount -t tmpfs tmpfs "$work/run" # /run, where both keep what need not outlive a boot, is a tmpfs on Debian
ip netns add "$netns"
ip -n "$netns" link set lo up
start_engine() { # start_engine davit|docker: returns when it answers
    case $1 in
        davit) setsid "$root/out/davit" daemon --data-root "$work/davit" --exec-root "$work/run/davit" --pidfile "$work/davit.pid" -H "$davit_host" \
            >>"$work/davit.log" 2>&1 </dev/null & ;;
        docker) setsid nsenter --net="/run/netns/$netns" /usr/sbin/dockerd --data-root "$work/docker" --exec-root "$work/run/docker" -p "$work/docker.pid" \
            -H "$docker_host" >>"$work/docker.log" 2>&1 </dev/null & ;;
    esac
    for _ in $(seq 300); do $1 version >/dev/null 2>&1 && return; sleep 0.1; done
    tail -n 20 "$work/$1.log" >&2; die "$1 did not start"
}
for engine in davit docker; do
    start_engine "$engine"
    $engine import --change 'CMD ["sh"]' "$root/out/images/busybox.tar" busybox >/dev/null
done

# --- measuring -----------------------------------------------------------------------------------------------------
now() { date +%s%N; }
median() { sort -n | awk '{v[NR] = $1} END {print v[int((NR + 1) / 2)]}'; }
table=${table:-$work/table}
[ -s "$table" ] || printf '| what | davit | peer | ratio | bar |\n|---|---|---|---|---|\n' >"$table"

# pair NAME BAR PEER 'davit command' 'peer command': both in turn, medians of the wall time
pair() {
    local name=$1 bar=$2 peer=$3 ours=$4 theirs=$5 n=${6:-$runs} i t
    : >"$work/a"; : >"$work/b"
    for ((i = 0; i <= n; i++)); do
        t=$(now); eval "$ours" >/dev/null 2>&1; [ "$i" = 0 ] || echo $((($(now) - t) / 1000)) >>"$work/a"
        t=$(now); eval "$theirs" >/dev/null 2>&1; [ "$i" = 0 ] || echo $((($(now) - t) / 1000)) >>"$work/b"
    done
    row "$name" "$bar" "$peer" "$(median <"$work/a")" "$(median <"$work/b")"
}

row() {
    awk -v name="$1" -v bar="$2" -v peer="$3" -v a="$4" -v b="$5" 'BEGIN {
        printf "| %s | %.1f ms | %s %.1f ms | %.3f | ≤ %s%s |\n", name, a / 1000, peer, b / 1000, a / b, bar, (a / b <= bar + 0 ? "" : " (missed)") }' | tee -a "$table" >&2
}

value() { printf '| %s | %s | – | – | %s |\n' "$1" "$2" "$3" | tee -a "$table" >&2; }

report() {
    printf 'Measured %s on %s, %s processors, Linux %s; docker %s, %s.\n\n' "$(date -u +%F)" "$(. /etc/os-release; echo "$PRETTY_NAME")" "$(nproc)" "$(uname -r)" \
        "$(docker version -f '{{.Server.Version}}')" "$(runc --version | head -n 1)"
    cat "$table"
}
