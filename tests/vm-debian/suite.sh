#!/bin/bash
# Runs inside the Debian virtual machine, as root, after boot: prints 'ok NAME' or 'not ok NAME why' on the console.
# First argument: 'full', or 'crash' (work until the power is cut) or 'verify' (after the power came back).
set -u
exec 2>&1
mode=${1:-full}
check() {
    local name=$1 output
    shift
    if output=$(timeout 120 bash -c "$*" 2>&1); then echo "ok $name"; else echo "not ok $name: $(tail -n 3 <<<"$output" | tr '\n' ' ')"; fi
}
wait_for() { for _ in $(seq 200); do eval "$1" >/dev/null 2>&1 && return 0; sleep 0.2; done; return 1; }
export -f wait_for

wait_for 'davit version' || { echo "not ok the service answers: $(journalctl -u davit -n 5 --no-pager | tr '\n' ' ')"; exit 1; }
echo "ok the service answers after boot"

case $mode in
    full)
        check 'systemd says that it is active' 'systemctl is-active davit'
        check 'cgroup v2 is what it finds' 'davit info -f "{{.CgroupVersion}}" | grep -qx 2'
        check 'import' 'davit import --change "CMD [\"sh\"]" /opt/busybox.tar busybox'
        check 'run' '[ "$(davit run --rm busybox echo hello)" = hello ]'
        check 'exit code' 'davit run --rm busybox sh -c "exit 9"; [ $? = 9 ]'
        check 'memory limit in the cgroup' '[ "$(davit run --rm -m 64m busybox cat /sys/fs/cgroup/memory.max)" = 67108864 ]'
        check 'cpu limit in the cgroup' '[ "$(davit run --rm --cpus 0.5 busybox cat /sys/fs/cgroup/cpu.max)" = "50000 100000" ]'
        check 'pids limit in the cgroup' '[ "$(davit run --rm --pids-limit 33 busybox cat /sys/fs/cgroup/pids.max)" = 33 ]'
        check 'a limit holds: fork bomb' 'davit run --rm --pids-limit 20 busybox sh -c "for i in \$(seq 40); do sleep 3 & done; wait" 2>&1 | grep -q "can.t fork"'
        check 'killed for memory' 'davit run --name oom -m 16m --memory-swap 16m busybox sh -c "x=a; while :; do x=\$x\$x; done"; [ $? = 137 ] && [ "$(davit inspect -f "{{.State.OOMKilled}}" oom)" = true ]'
        check 'pause and unpause' 'davit run -d --name pp busybox sleep 900 && davit pause pp && grep -q 1 /sys/fs/cgroup/davit/*/cgroup.freeze && davit unpause pp'
        check 'device rules by BPF' 'davit run --rm --cap-add MKNOD busybox sh -c "mknod /d b 254 0 && ! cat /d 2>/dev/null"'
        check 'stats' 'davit stats --no-stream pp | grep -qE "[KM]iB / "'
        check 'published port' 'davit run -d --name ww -p 8080:80 busybox sh -c "mkdir /w; echo page > /w/index.html; httpd -f -h /w" && wait_for "curl -sf http://127.0.0.1:8080/ | grep -q page"'
        check 'containers outlive a restart of the service' 'systemctl restart davit && wait_for "davit version" && [ "$(davit inspect -f "{{.State.Running}}" pp)" = true ] && curl -sf http://127.0.0.1:8080/ | grep -q page'
        check 'containers outlive kill -9' 'systemctl kill --kill-whom=main -s KILL davit; sleep 2; wait_for "davit version" && davit exec pp true'
        check 'shims are not in the group of the service' 'p=$(cat /run/davit/shims/$(davit inspect -f "{{.Id}}" pp)/shim.pid); grep -qx "0::/davit/shims" /proc/$p/cgroup'
        check 'containers outlive a kill of every process of the service' 'systemctl kill -s KILL davit; sleep 3; wait_for "davit version" && davit exec pp true && [ "$(davit inspect -f "{{.State.Running}}" ww)" = true ]'
        check 'containers that start many at a time outlive it too' 'for i in 1 2 3 4 5 6; do davit run -d --name many$i busybox sleep 900 & done; wait; sleep 1; systemctl kill -s KILL davit; sleep 3; wait_for "davit version" && [ "$(davit ps -q --filter name=many | wc -l)" = 6 ] && davit rm -f many1 many2 many3 many4 many5 many6'
        check 'restart policy' 'davit run -d --name again --restart always busybox sleep 900'
        check 'update' 'davit update -m 96m --memory-swap 192m pp && grep -qx 100663296 /sys/fs/cgroup/davit/$(davit inspect -f "{{.Id}}" pp)/memory.max'
        check 'a shim that is told to end stops its container' 'davit run -d --name ss --stop-signal USR1 busybox sh -c "trap \"exit 5\" USR1; while :; do sleep 0.1; done" && sleep 1 && kill $(cat /run/davit/shims/$(davit inspect -f "{{.Id}}" ss)/shim.pid) && [ "$(davit wait ss)" = 5 ] && davit rm ss'
        check 'remove everything' 'davit rm -f pp ww oom'
        check 'no cgroup is left' '[ "$(find /sys/fs/cgroup/davit -mindepth 1 -maxdepth 1 -type d -not -name shims | wc -l)" = 1 ]'
        ;;
    crash)
        # works until the power goes; every round commits to names that verify can look for
        davit image inspect busybox >/dev/null 2>&1 || davit import --change 'CMD ["sh"]' /opt/busybox.tar busybox
        echo "crash ready"
        i=0
        while :; do
            i=$((i + 1))
            davit run -d --name "crash-$RANDOM-$i" busybox sh -c 'i=0; while [ $i -lt 50 ]; do echo $i; i=$((i+1)); done; exit 7' >/dev/null
            davit commit "$(davit ps -lq)" "img-$i" >/dev/null
            davit ps -aq | tail -n +6 | xargs -r davit rm -f >/dev/null
            davit images -q 'img-*' | tail -n +4 | xargs -r davit rmi -f >/dev/null
        done
        ;;
    verify)
        check 'every container is whole' 'for c in $(davit ps -aq); do davit inspect $c >/dev/null && davit logs $c | awk "\$1 != NR - 1 {exit 1}" || exit 1; done'
        check 'none is thought to run' '[ -z "$(davit ps -q)" ]'
        check 'every image runs' 'for i in $(davit images -q | sort -u); do davit run --rm $i true || { davit inspect $i; exit 1; }; done'
        check 'every container can be started or removed' 'for c in $(davit ps -aq); do davit start $c && davit wait $c && davit rm $c || exit 1; done'
        ;;
esac
echo "suite done"
