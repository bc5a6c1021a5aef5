#!/bin/bash
# make-image.sh FOLDER: a Debian with systemd on an ext4 disk image, its kernel and initramfs beside it. Made once, kept.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
. "$root/eng/common.sh"
folder=$1
[ -s "$folder/base.ext4" ] && exit 0
mkdir -p "$folder"
work=$(mktemp -d "$folder/root.XXXXXX")
trap 'rm -rf "$work"' EXIT
say "making a Debian with systemd for the virtual machine (some minutes)"
debootstrap --variant=minbase --include=systemd-sysv,udev,dbus,linux-image-cloud-amd64,iproute2,procps,curl,libnftables1,nftables,libssl3,ca-certificates,kmod \
    "$(debian_suite)" "$work" "$(debian_mirror)" >"$folder/debootstrap.log" 2>&1 || { tail "$folder/debootstrap.log" >&2; die "debootstrap failed"; }
cp "$work"/boot/vmlinuz-* "$folder/vmlinuz"
cp "$work"/boot/initrd.img-* "$folder/initrd"
install -m 0644 "$root/packaging/systemd/davit.service" "$work/etc/systemd/system/davit.service"
install -m 0755 "$root/tests/vm-debian/suite.sh" "$work/opt/suite.sh"
cp "$root/out/images/busybox.tar" "$work/opt/"
cat >"$work/etc/systemd/system/davit-suite.service" <<'UNIT'
[Unit]
Description=Davit's suite for this machine
After=multi-user.target davit.service

[Service]
Type=oneshot
ExecStart=/bin/bash -c '/opt/suite.sh $$(sed -n "s/.*davit.suite=\\([a-z]*\\).*/\\1/p" /proc/cmdline) >/dev/ttyS0'
ExecStopPost=/bin/systemctl --no-block poweroff

[Install]
WantedBy=multi-user.target
UNIT
mkdir -p "$work/etc/systemd/system/multi-user.target.wants"
ln -s ../davit.service "$work/etc/systemd/system/multi-user.target.wants/davit.service"
ln -s ../davit-suite.service "$work/etc/systemd/system/multi-user.target.wants/davit-suite.service"
# a login prompt would take the console from the suite
ln -s /dev/null "$work/etc/systemd/system/serial-getty@ttyS0.service"
echo '/dev/vda / ext4 defaults 0 1' >"$work/etc/fstab"
echo davit-vm >"$work/etc/hostname"
rm -rf "$work"/var/cache/apt/archives/*.deb "$work"/var/lib/apt/lists/* "$work/boot"/*
truncate -s 3G "$folder/base.ext4.new"
mkfs.ext4 -q -F -L root -d "$work" "$folder/base.ext4.new"
mv "$folder/base.ext4.new" "$folder/base.ext4"
