#!/bin/bash
# What container engines and their tests could leave on a machine, one line each, sorted: list it before and after, and compare.
set -u
{
    awk '{print "mount " $2 " " $3}' /proc/mounts | grep -E 'davit|overlay|netns|/tmp/' || true
    # the parents of all containers and shims stay, as the engines leave them
    find /sys/fs/cgroup -mindepth 1 -maxdepth 4 -type d \( -path '*davit*' -o -path '*docker*' \) 2>/dev/null | grep -v -E '/(davit|davit/shims|docker)$' | sed 's/^/cgroup /'
    ip netns list 2>/dev/null | awk '{print "netns " $1}'
    ls /sys/class/net 2>/dev/null | sed 's/^/link /'
    command -v nft >/dev/null && nft list tables 2>/dev/null | sed 's/^/nft /'
    # processes by their program, with what tells them apart from others of the name
    ps -eo args= 2>/dev/null | grep -E '(^|/)(davit|dockerd|containerd|containerd-shim[^ ]*|docker-proxy|qemu-system-x86_64|docker-registry)( |$)' | cut -c1-120 | sed 's/^/process /'
    # the lock is one file for all engines of the machine
    ls -d /tmp/davit* /run/davit* 2>/dev/null | grep -v '^/run/davit-subnets.lock$' | sed 's/^/file /'
} | sort -u
