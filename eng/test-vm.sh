#!/bin/bash
# Boots a whole Debian (systemd, cgroup v2) in qemu with this build installed as a user would, and runs a suite in it;
# then cuts the power at random moments while the engine works and looks at what is left. VM_CUTS sets how often (default 3).
set -uo pipefail
root=${root:-$(cd "$(dirname "$0")/.." && pwd)}
. "$root/eng/common.sh"
need_root
need_sdk
need_packages build run test
build_davit || exit 1
bash "$root/eng/test-images.sh" || exit 1
folder=$root/out/vm-debian
bash "$root/tests/vm-debian/make-image.sh" "$folder" || exit 1
disk=$folder/disk.ext4
log=$folder/console.log

# the binary and the suite of this checkout, into a fresh copy of the disk
cp --sparse=always "$folder/base.ext4" "$disk"
for pair in "$root/out/davit /usr/local/bin/davit 0100755" "$root/tests/vm-debian/suite.sh /opt/suite.sh 0100755" "$root/packaging/systemd/davit.service /etc/systemd/system/davit.service 0100644"; do
    read -r from to mode <<<"$pair"
    debugfs -w -R "rm $to" "$disk" >/dev/null 2>&1
    debugfs -w -R "write $from $to" "$disk" >/dev/null 2>&1 && debugfs -w -R "sif $to mode $mode" "$disk" >/dev/null 2>&1
done

boot() { # boot MODE: in the background, the console in $log
    : >"$log"
    qemu-system-x86_64 -machine q35,accel=tcg -cpu max -smp 2 -m 2048 -nographic -no-reboot -nic none \
        -kernel "$folder/vmlinuz" -initrd "$folder/initrd" -append "root=/dev/vda rw console=ttyS0 quiet systemd.unified_cgroup_hierarchy=1 davit.suite=$1" \
        -drive "file=$disk,format=raw,if=virtio,cache=writethrough" >"$log" 2>&1 </dev/null &
    vm=$!
}
passed=0 failed=0
count() { # the lines of the suite; a run without its last line failed
    tr -d '\r' <"$log" | grep -aE '^(ok|not ok) ' | sed "s/^/[$1] /"
    passed=$((passed + $(tr -d '\r' <"$log" | grep -acE '^ok '))); failed=$((failed + $(tr -d '\r' <"$log" | grep -acE '^not ok ')))
    grep -aq 'suite done' "$log" || { failed=$((failed + 1)); echo "not ok [$1] the suite did not end"; tail -n 15 "$log"; }
}

say "a whole Debian boots (software emulation: a minute or two)"
boot full
timeout 900 tail --pid=$vm -f /dev/null || kill -9 $vm
wait $vm 2>/dev/null
count full

for cut in $(seq "${VM_CUTS:-3}"); do
    say "power cut $cut"
    boot crash
    for _ in $(seq 300); do grep -aq 'crash ready' "$log" && break; kill -0 $vm 2>/dev/null || break; sleep 1; done
    sleep "$((RANDOM % 12)).$((RANDOM % 10))"
    kill -9 $vm; wait $vm 2>/dev/null
    boot verify
    timeout 600 tail --pid=$vm -f /dev/null || kill -9 $vm
    wait $vm 2>/dev/null
    count "cut $cut"
done
rm -f "$disk"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
