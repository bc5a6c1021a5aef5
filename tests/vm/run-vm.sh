#!/bin/bash
# run-vm.sh DAVIT [v2|v1|all]: boots Debian's cloud kernel in qemu with an initramfs that holds busybox and the binary, and
# runs guest.sh there. v2: one version 2 tree (the default); v1: co-mounted version 1 hierarchies as on old systemd hosts.
# Prints 'ok NAME' and 'not ok NAME why'; exit status 0 if all went well and the guest reached its end.
# DAVIT_VM_ACCEL: qemu's accelerator; software emulation by default, since nested kvm exists on machines where no guest boots with it.
# DAVIT_VM_EXTRA: a folder that is copied to /extra in the guest; an executable /extra/run in it is run at the end.
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
davit=$(realpath "${1:?usage: run-vm.sh DAVIT [v2|v1|all]}") || exit 1
mode=${2:-all}
cache=${DAVIT_VM_CACHE:-$here/../../out/vm}
limit=${DAVIT_VM_SECONDS:-420}

die() { echo "not ok vm: $*"; exit 1; }

[ -x "$davit" ] || die "$davit is not an executable"
for program in qemu-system-x86_64 busybox cpio gzip apt-get dpkg-deb; do
    command -v $program >/dev/null || die "$program is missing (packages qemu-system-x86, busybox-static, cpio)"
done

# The kernel is fetched once and kept: vmlinuz, and overlayfs, which is a module.
fetch_kernel() {
    [ -s "$cache/vmlinuz" ] && return
    mkdir -p "$cache"
    local work package
    work=$(mktemp -d)
    package=$(apt-cache depends linux-image-cloud-amd64 | awk '/Depends: linux-image-/ { print $2; exit }')
    [ -n "$package" ] || { apt-get update -q >/dev/null 2>&1; package=$(apt-cache depends linux-image-cloud-amd64 | awk '/Depends: linux-image-/ { print $2; exit }'); }
    (cd "$work" && apt-get download -q "$package" >log 2>&1 && dpkg-deb -x ./*.deb x) || { cat "$work/log"; rm -rf "$work"; die "cannot fetch the kernel package ${package:-linux-image-cloud-amd64}"; }
    cp "$work"/x/lib/modules/*/kernel/fs/overlayfs/overlay.ko "$cache/overlay.ko"
    cp "$work"/x/boot/vmlinuz-* "$cache/vmlinuz.new"
    mv "$cache/vmlinuz.new" "$cache/vmlinuz"
    rm -rf "$work"
}

# copy_program FILE TARGET: a program with the libraries it loads
copy_program() {
    install -D -m 0755 "$1" "$tree/$2"
    ldd "$1" 2>/dev/null | grep -oE '/[^ ]+' | while read -r library; do
        [ -e "$tree/$library" ] || install -D -m 0755 "$library" "$tree/$library"
    done
}

make_initramfs() {
    tree=$work/tree
    mkdir -p "$tree"/{bin,sbin,etc,proc,sys,dev,run,tmp,root,var/lib,bundle/rootfs/bin,extra}
    install -m 0755 "$(command -v busybox)" "$tree/bin/busybox"
    for applet in $(busybox --list | grep -vx busybox); do
        ln -sf busybox "$tree/bin/$applet" 2>/dev/null
    done
    cp -a "$tree/bin/." "$tree/bundle/rootfs/bin/"
    mkdir -p "$tree"/bundle/rootfs/{proc,dev,sys,etc,tmp}
    echo 'root:x:0:0:root:/:/bin/sh' | tee "$tree/etc/passwd" >"$tree/bundle/rootfs/etc/passwd"
    echo 'root:x:0:' | tee "$tree/etc/group" >"$tree/bundle/rootfs/etc/group"
    copy_program "$davit" usr/bin/davit
    # loaded at run time, not linked
    for library in libssl.so.3 libcrypto.so.3 libnftables.so.1; do
        path=$(ldconfig -p | awk -v name=$library '$1 == name { print $NF; exit }')
        [ -n "$path" ] && copy_program "$path" "${path#/}"
    done
    cp "$cache/overlay.ko" "$tree/overlay.ko"
    install -m 0755 "$here/init.sh" "$tree/init"
    install -m 0755 "$here/guest.sh" "$tree/guest.sh"
    [ -z "${DAVIT_VM_EXTRA:-}" ] || cp -a "$DAVIT_VM_EXTRA/." "$tree/extra/"
    (cd "$tree" && find . | cpio -o -H newc 2>/dev/null | gzip -1) >"$work/initrd" || die "cannot make the initramfs"
}

boot() {
    timeout "$limit" qemu-system-x86_64 -accel "${DAVIT_VM_ACCEL:-tcg,thread=multi}" -cpu max -smp 2 -m "${DAVIT_VM_MEMORY:-2048}" -nodefaults -no-reboot \
        -display none -serial stdio -kernel "$cache/vmlinuz" -initrd "$work/initrd" \
        -append "console=ttyS0 quiet loglevel=1 panic=-1 davit.cgroups=$1 cgroup_no_v1=$([ "$1" = v2 ] && echo all)" </dev/null 2>"$work/qemu.log" |
        tr -d '\r' | tee "$work/console.$1" | grep --line-buffered -aE '^(ok|not ok|#) ' | sed -u "s/^\(ok\|not ok\) /\1 vm-$1: /"
    grep -aqx 'vm done' "$work/console.$1" || {
        tail -n 15 "$work/console.$1" "$work/qemu.log" | sed 's/^/# /'
        echo "not ok vm-$1: the guest did not reach its end within $limit s"
    }
}

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fetch_kernel
make_initramfs
for one in $([ "$mode" = all ] && echo v2 v1 || echo "$mode"); do
    boot "$one" | tee -a "$work/results"
done
grep -q '^ok ' "$work/results" && ! grep -q '^not ok ' "$work/results"
