# The suite of the guest: 'davit oci' and 'davit daemon' on a kernel of their own. Needs busybox only.
# MODE is v2 or v1. Every check prints one line.

oci() { davit oci --root /run/oci "$@"; }
ok() { echo "ok $1"; }
bad() { echo "not ok $1 $(echo "$2" | tr '\n' ' ' | cut -c1-300)"; }
check() { [ "$2" = "$3" ] && ok "$1" || bad "$1" "expected '$3', got '$2'"; }
has() { case $2 in *"$3"*) ok "$1" ;; *) bad "$1" "no '$3' in '$2'" ;; esac; }

# wait_for SECONDS COMMAND...: asks ten times a second
wait_for() {
    local left=$(($1 * 10)); shift
    while [ $left -gt 0 ]; do
        eval "$@" >/dev/null 2>&1 && return 0
        left=$((left - 1)); usleep 100000
    done
    return 1
}

# bundle NAME 'JSON of args' 'JSON of resources' ['more of linux']
bundle() {
    rm -rf /tmp/b/$1; mkdir -p /tmp/b/$1; ln -s /bundle/rootfs /tmp/b/$1/rootfs
    cat >/tmp/b/$1/config.json <<EOF
{ "ociVersion": "1.2.0", "root": { "path": "/bundle/rootfs" }, "hostname": "$1",
  "process": { "terminal": false, "user": { "uid": 0, "gid": 0 }, "cwd": "/", "args": $2, "env": ["PATH=/bin"],
    "capabilities": { "bounding": ["CAP_SYS_ADMIN","CAP_MKNOD","CAP_KILL"], "effective": ["CAP_SYS_ADMIN","CAP_MKNOD","CAP_KILL"], "permitted": ["CAP_SYS_ADMIN","CAP_MKNOD","CAP_KILL"] } },
  "mounts": [
    { "destination": "/proc", "type": "proc", "source": "proc" },
    { "destination": "/dev", "type": "tmpfs", "source": "tmpfs", "options": ["nosuid","mode=755","size=65536k"] },
    { "destination": "/tmp", "type": "tmpfs", "source": "tmpfs" },
    { "destination": "/sys", "type": "sysfs", "source": "sysfs", "options": ["nosuid","noexec","nodev","ro"] },
    { "destination": "/sys/fs/cgroup", "type": "cgroup", "source": "cgroup", "options": ["nosuid","noexec","nodev","relatime","rw"] } ],
  "linux": { "cgroupsPath": "/davit/$1", "resources": $3,
    "namespaces": [ {"type":"pid"},{"type":"mount"},{"type":"ipc"},{"type":"uts"},{"type":"network"},{"type":"cgroup"} ] ${4:-} } }
EOF
}

run() { oci run --bundle /tmp/b/$1 $1; }

# where a controller's files of a container are
at() { [ $MODE = v2 ] && echo /sys/fs/cgroup/davit/$1 || echo /sys/fs/cgroup/$2/davit/$1; }
read_at() { cat "$(at $1 $2)/$3" 2>&1; }

state_of() { oci state $1 2>&1 | tr -d ' \n' | sed 's/.*"status":"\([a-z]*\)".*/\1/'; }
is() { [ "$(state_of $1)" = $2 ]; }
groups_left() { find /sys/fs/cgroup -mindepth 2 -type d -path '*/davit/*' ! -path '*/davit/shims' | sort | tr '\n' ' '; }
# where systemd would keep the processes of the engine's service
service() { [ $MODE = v2 ] && echo /sys/fs/cgroup/service || echo /sys/fs/cgroup/systemd/service; }

deny='"devices":[{"allow":false,"access":"rwm"}]'

smoke() {
    bundle smoke '["echo","hello"]' "{$deny}"
    check smoke "$(run smoke 2>&1)" hello
    bundle status '["sh","-c","exit 7"]' "{$deny}"
    run status; check exit-status $? 7
    check nothing-left-after-run "$(groups_left)" ""
    bundle view '["cat","/proc/self/cgroup"]' "{$deny}"
    has cgroup-namespace "$(run view 2>&1)" ":/"
}

limits() {
    bundle lim '["sleep","1000"]' "{$deny,\"memory\":{\"limit\":67108864,\"swap\":134217728,\"reservation\":33554432},\"cpu\":{\"shares\":1024,\"quota\":50000,\"period\":100000,\"cpus\":\"0\"},\"pids\":{\"limit\":50},\"hugepageLimits\":[{\"pageSize\":\"2MB\",\"limit\":4194304}]}"
    oci create --bundle /tmp/b/lim lim </dev/null >/tmp/lim.out 2>&1 || { bad limits-create "$(cat /tmp/lim.out)"; return; }
    oci start lim
    if [ $MODE = v2 ]; then
        check memory.max "$(read_at lim x memory.max)" 67108864
        [ ! -e $(at lim x)/memory.swap.max ] || check memory.swap.max "$(read_at lim x memory.swap.max)" 67108864
        check memory.low "$(read_at lim x memory.low)" 33554432
        check cpu.max "$(read_at lim x cpu.max)" "50000 100000"
        check cpu.weight "$(read_at lim x cpu.weight)" 100
        check cpuset.cpus "$(read_at lim x cpuset.cpus)" 0
        check pids.max "$(read_at lim x pids.max)" 50
        check hugetlb.max "$(read_at lim x hugetlb.2MB.max)" 4194304
    else
        check memory.limit "$(read_at lim memory memory.limit_in_bytes)" 67108864
        check memory.memsw "$(read_at lim memory memory.memsw.limit_in_bytes)" 134217728
        check cpu.shares "$(read_at lim cpu,cpuacct cpu.shares)" 1024
        check cpu.quota "$(read_at lim cpu,cpuacct cpu.cfs_quota_us)" 50000
        check cpuset.cpus "$(read_at lim cpuset cpuset.cpus)" 0
        check pids.max "$(read_at lim pids pids.max)" 50
        check hugetlb.limit "$(read_at lim hugetlb hugetlb.2MB.limit_in_bytes)" 4194304
    fi
    oci update --memory 134217728 --memory-swap 268435456 --cpu-share 2048 --pids-limit 70 lim >/tmp/up.out 2>&1 || bad update "$(cat /tmp/up.out)"
    if [ $MODE = v2 ]; then
        check update-memory "$(read_at lim x memory.max)" 134217728
        check update-pids "$(read_at lim x pids.max)" 70
    else
        check update-memory "$(read_at lim memory memory.limit_in_bytes)" 134217728
        check update-pids "$(read_at lim pids pids.max)" 70
    fi
    oci delete --force lim; check limits-removed "$(groups_left)" ""
    bundle missing '["true"]' '{"cpu":{"cpus":"77"}}'
    has bad-limit-is-refused "$(run missing 2>&1)" cpuset
    check bad-limit-leaves-nothing "$(groups_left)" ""
}

fork_bomb() {
    bundle forks '["sh","-c","i=0; while [ $i -lt 20 ]; do sleep 1 & i=$((i+1)); done; echo survived"]' "{$deny,\"pids\":{\"limit\":6}}"
    case $(run forks 2>&1) in *survived*) bad pids-limit-holds "20 processes were made" ;; *) ok pids-limit-holds ;; esac
}

out_of_memory() {
    bundle oom '["sh","-c","tail -c 200000000 /dev/zero; echo status $?; sleep 1000"]' "{$deny,\"memory\":{\"limit\":33554432,\"swap\":33554432}}"
    oci create --bundle /tmp/b/oom oom </dev/null >/tmp/oom.out 2>&1 || { bad oom-create "$(cat /tmp/oom.out)"; return; }
    oci start oom
    wait_for 60 'grep -q status /tmp/oom.out'
    has oom-kills "$(cat /tmp/oom.out)" "status 137"
    if [ $MODE = v2 ]; then count=$(read_at oom x memory.events | sed -n 's/^oom_kill //p'); else count=$(read_at oom memory memory.oom_control | sed -n 's/^oom_kill //p'); fi
    check oom-is-counted "$count" 1
    oci delete --force oom
}

freeze() {
    bundle frz '["sh","-c","while true; do date +%s%N >/tmp/now; cat /tmp/now; usleep 20000; done"]' "{$deny}"
    oci create --bundle /tmp/b/frz frz </dev/null >/tmp/frz.out 2>&1 || { bad freeze-create "$(cat /tmp/frz.out)"; return; }
    oci start frz
    wait_for 30 '[ -s /tmp/frz.out ]'
    oci pause frz; check paused-state "$(state_of frz)" paused
    one=$(wc -c </tmp/frz.out); sleep 1; two=$(wc -c </tmp/frz.out)
    check frozen-stands-still "$two" "$one"
    oci resume frz; check resumed-state "$(state_of frz)" running
    wait_for 30 '[ $(wc -c </tmp/frz.out) -gt '$two' ]' && ok thawed-goes-on || bad thawed-goes-on "no output after resume"
    oci pause frz; oci kill frz KILL; wait_for 10 'is frz stopped' && ok frozen-can-be-killed || bad frozen-can-be-killed "$(state_of frz)"
    oci delete --force frz; check freeze-removed "$(groups_left)" ""
}

devices() {
    bundle dev '["sh","-c","echo x >/dev/null && echo null; mknod /tmp/k c 1 11 && echo made; head -c 1 /tmp/k >/dev/null && echo read"]' "{$deny}"
    result=$(run dev 2>/dev/null | tr '\n' ' ')
    check devices-denied "$result" "null made "
    bundle dev '["sh","-c","mknod /tmp/k c 1 11; exec 3</tmp/k && echo open"]' '{"devices":[{"allow":false,"access":"rwm"},{"allow":true,"type":"c","major":1,"minor":11,"access":"r"}]}'
    check devices-allowed "$(run dev 2>&1)" open
    bundle dev '["sh","-c","mknod /tmp/k c 1 11; exec 3>>/tmp/k && echo open"]' '{"devices":[{"allow":false,"access":"rwm"},{"allow":true,"type":"c","major":1,"minor":11,"access":"r"}]}'
    case $(run dev 2>&1) in *open*) bad devices-access "opened for writing" ;; *) ok devices-access ;; esac
}

sub_groups() {
    if [ $MODE = v2 ]; then dir=/sys/fs/cgroup/inner; else dir=/sys/fs/cgroup/pids/inner; fi
    bundle sub "[\"sh\",\"-c\",\"mkdir -p $dir/a/b $dir/c && echo \$\$ >$dir/a/b/cgroup.procs && echo moved; sleep 1000\"]" "{$deny}"
    oci create --bundle /tmp/b/sub sub </dev/null >/tmp/sub.out 2>&1 || { bad sub-create "$(cat /tmp/sub.out)"; return; }
    oci start sub
    wait_for 30 '[ -s /tmp/sub.out ]'; check sub-groups-are-made "$(cat /tmp/sub.out)" moved
    oci kill sub KILL; wait_for 10 'is sub stopped'; oci delete sub; check sub-groups-removed "$(groups_left)" ""
}

unified_files() {
    [ $MODE = v2 ] || return
    bundle uni '["sleep","1000"]' '{"unified":{"memory.high":"50331648","cgroup.max.depth":"3"}}'
    oci create --bundle /tmp/b/uni uni </dev/null >/tmp/uni.out 2>&1 || bad unified-create "$(cat /tmp/uni.out)"
    check unified-file "$(read_at uni x memory.high)" 50331648
    oci delete --force uni
    bundle uni '["true"]' '{"unified":{"net_cls.classid":"1"}}'
    has unified-missing-is-named "$(run uni 2>&1)" net_cls
}

init_process() {
    davit run --help >/dev/null 2>&1 || return
    check init "$(docker_ run --rm --init --network none busybox sh -c 'cat /proc/1/cmdline; (sleep 0.1 & ) ; sleep 0.5; n=0; for p in /proc/[0-9]*; do n=$((n + 1)); done; echo $n' 2>&1 | tr '\0\n' '  ' | tr -s ' ')" "davit-init 2 "
}

docker_() { davit -H unix:///run/d/davit.sock "$@"; }

start_daemon() {
    mkdir -p $(service)
    sh -c "echo 0 >$(service)/cgroup.procs; exec davit daemon -H unix:///run/d/davit.sock --data-root /var/lib/d --exec-root /run/d/exec --pidfile /run/d/pid --bridge none --iptables=false" >>/tmp/daemon.log 2>&1 &
    daemon=$!
    wait_for 30 'docker_ version'
}

engine() {
    mkdir -p /run/d /var/lib/d
    mount -t tmpfs none /var/lib/d
    start_daemon || { bad daemon-starts "$(tail -n 3 /tmp/daemon.log)"; return; }
    ok daemon-starts
    tar -C /bundle/rootfs -cf /tmp/busybox.tar .
    docker_ import --change 'CMD ["sh"]' /tmp/busybox.tar busybox >/tmp/import.out 2>&1 || { bad import "$(cat /tmp/import.out)"; return; }
    check run "$(docker_ run --rm --network none busybox echo hello 2>&1)" hello
    docker_ run --name oom --network none -m 32m --memory-swap 32m busybox tail -c 200000000 /dev/zero >/dev/null 2>&1
    check run-oom-status $? 137
    check inspect-oom "$(docker_ inspect -f '{{.State.OOMKilled}}' oom 2>&1)" true
    docker_ run -d --name ping --network none --cpus 0.5 -m 64m busybox sh -c 'while true; do date; sleep 1; done' >/dev/null
    docker_ pause ping >/dev/null; check engine-paused "$(docker_ inspect -f '{{.State.Status}}' ping)" paused
    docker_ unpause ping >/dev/null; check engine-unpaused "$(docker_ inspect -f '{{.State.Status}}' ping)" running
    has stats "$(docker_ stats --no-stream --format '{{.MemUsage}}' ping 2>&1)" "64MiB"
    docker_ update -m 96m --memory-swap 96m ping >/dev/null 2>&1
    has stats-after-update "$(docker_ stats --no-stream --format '{{.MemUsage}}' ping 2>&1)" "96MiB"
    docker_ run -d --name again --network none --restart always busybox sleep 2 >/dev/null
    wait_for 20 '[ $(wc -l <$(service)/cgroup.procs) = 1 ]' && ok shims-leave-the-service || bad shims-leave-the-service "$(wc -l <$(service)/cgroup.procs) processes are in its group"
    kill -9 $(cat $(service)/cgroup.procs); wait $daemon 2>/dev/null
    start_daemon || { bad daemon-restarts "$(tail -n 3 /tmp/daemon.log)"; return; }
    check survives-the-daemon "$(docker_ inspect -f '{{.State.Status}}' ping)" running
    wait_for 30 '[ $(docker_ inspect -f "{{.RestartCount}}" again) -gt 0 ]' && ok restart-policy || bad restart-policy "$(docker_ inspect -f '{{.State.Status}} {{.RestartCount}}' again)"
    init_process
    docker_ rm -f oom ping again >/dev/null 2>&1
    check engine-leaves-nothing "$(groups_left)" ""
    kill $daemon
}

for part in smoke limits fork_bomb out_of_memory freeze devices sub_groups unified_files engine; do
    $part
done
[ ! -x /extra/run ] || /extra/run
