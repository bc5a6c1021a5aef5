#!/bin/bash
# Makes out/images/debian.tar, the root file system of a minimal Debian, from Debian's packages; no registry is needed.
set -euo pipefail
root=${root:-$(cd "$(dirname "$0")/.." && pwd)}
. "$root/eng/common.sh"
need_root
need_packages run
images=$root/out/images
[ -s "$images/debian.tar" ] && exit 0
mkdir -p "$images"
work=$(mktemp -d "$images/debootstrap.XXXXXX")
trap 'rm -rf "$work"' EXIT
say "making a Debian root file system from packages (about a minute)"
mirror=$(debian_mirror)
debootstrap --variant=minbase "$(debian_suite)" "$work/rootfs" "$mirror" >"$images/debootstrap.log" 2>&1 ||
    { tail -n 20 "$images/debootstrap.log" >&2; die "debootstrap of $(debian_suite) from $mirror failed; the whole log is $images/debootstrap.log"; }
rm -rf "$work"/rootfs/var/cache/apt/archives/*.deb "$work"/rootfs/var/lib/apt/lists/* "$work"/rootfs/var/log/*.log
# Where this machine must go to for packages, its containers must too.
echo "deb $mirror $(debian_suite) main" >"$work/rootfs/etc/apt/sources.list"
tar --numeric-owner --sort=name -C "$work/rootfs" -cf "$images/debian.tar.new" .
mv "$images/debian.tar.new" "$images/debian.tar"
