#!/bin/bash
# Makes out/images/busybox.tar, a root file system with Debian's busybox-static and its commands; used by the tests and the bench.
set -euo pipefail
root=${root:-$(cd "$(dirname "$0")/.." && pwd)}
. "$root/eng/common.sh"
images=$root/out/images
[ -s "$images/busybox.tar" ] && exit 0
command -v busybox >/dev/null || need_packages run
mkdir -p "$images"
work=$(mktemp -d "$images/busybox.XXXXXX")
trap 'rm -rf "$work"' EXIT
mkdir -p "$work"/{bin,etc,home,root,tmp,usr/bin,usr/sbin,var,proc,sys,dev}
chmod 755 "$work"
chmod 1777 "$work/tmp"
cp "$(command -v busybox)" "$work/bin/busybox"
for applet in $("$work/bin/busybox" --list); do [ "$applet" = busybox ] || ln -s busybox "$work/bin/$applet"; done
ln -s ../../bin/env "$work/usr/bin/env"
printf 'root:x:0:0:root:/root:/bin/sh\ndaemon:x:1:1:daemon:/usr/sbin:/bin/false\nuser:x:1000:1000:user:/home:/bin/sh\nnobody:x:65534:65534:nobody:/home:/bin/false\n' >"$work/etc/passwd"
printf 'root:x:0:\ndaemon:x:1:\nusers:x:100:user\nuser:x:1000:\nnogroup:x:65534:\n' >"$work/etc/group"
tar --numeric-owner --owner=0 --group=0 --sort=name -C "$work" -cf "$images/busybox.tar.new" .
mv "$images/busybox.tar.new" "$images/busybox.tar"
