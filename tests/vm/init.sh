#!/bin/busybox sh
# PID 1 of the guest. A container's root cannot be pivoted off the initramfs, so everything moves to a tmpfs first.
export PATH=/bin:/usr/bin
if [ ! -e /moved ]; then
    mkdir -p /new
    mount -t tmpfs -o mode=755 none /new
    for entry in bin sbin etc lib lib64 usr root tmp var bundle extra overlay.ko guest.sh init; do
        [ ! -e /$entry ] || cp -a /$entry /new/
    done
    mkdir -p /new/proc /new/sys /new/dev /new/run
    touch /new/moved
    exec switch_root /new /init
fi
mount -t proc none /proc
mount -t sysfs none /sys
mount -t devtmpfs none /dev
mkdir -p /dev/pts /dev/shm /run /tmp
mount -t devpts -o gid=5,mode=620,ptmxmode=666 none /dev/pts
mount -t tmpfs none /dev/shm
mount -t tmpfs none /run
mount -t tmpfs none /tmp
ln -s /proc/self/fd /dev/fd
insmod /overlay.ko
ip link set lo up
hostname davit-vm
mode=$(sed -n 's/.*davit.cgroups=\([a-z0-9]*\).*/\1/p' /proc/cmdline)
case $mode in
    v1)
        mount -t tmpfs none /sys/fs/cgroup
        for set in cpu,cpuacct cpuset memory devices freezer blkio pids net_cls,net_prio hugetlb rdma; do
            mkdir -p /sys/fs/cgroup/$set
            mount -t cgroup -o $set none /sys/fs/cgroup/$set || rmdir /sys/fs/cgroup/$set
        done
        mkdir -p /sys/fs/cgroup/systemd
        mount -t cgroup -o none,name=systemd none /sys/fs/cgroup/systemd
        ;;
    *) mount -t cgroup2 none /sys/fs/cgroup ;;
esac
MODE=$mode sh /guest.sh 2>/tmp/guest.err
sed 's/^/# /' /tmp/guest.err | tail -n 40
echo 'vm done'
sync
poweroff -f
