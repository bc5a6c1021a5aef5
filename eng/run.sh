#!/bin/bash
# From a fresh machine to a running container: packages, build, a private daemon, a Debian image, a container of it.
set -euo pipefail
root=${root:-$(cd "$(dirname "$0")/.." && pwd)}
. "$root/eng/common.sh"
need_root
need_sdk
need_packages build run
build_davit
bash "$root/eng/image.sh"

state=$root/out/run
socket=$state/davit.sock
export DAVIT_HOST=unix://$socket
davit=$root/out/davit
mkdir -p "$state"

if ! "$davit" version >/dev/null 2>&1; then
    say "starting a private daemon on $socket (log: $state/daemon.log)"
    setsid "$davit" daemon --data-root "$state/data" --exec-root "$state/exec" --pidfile "$state/davit.pid" \
        -H "unix://$socket" >>"$state/daemon.log" 2>&1 </dev/null &
    for _ in $(seq 100); do "$davit" version >/dev/null 2>&1 && break; sleep 0.1; done
    "$davit" version >/dev/null || { tail -n 20 "$state/daemon.log" >&2; die "the daemon did not start; see $state/daemon.log"; }
fi

if [ -z "$("$davit" images -q debian:latest)" ]; then
    say "importing the Debian image"
    "$davit" import --change 'CMD ["bash"]' --change 'ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin' \
        "$root/out/images/debian.tar" debian:latest
fi

say "davit run --rm debian cat /etc/os-release"
"$davit" run --rm debian sh -c '. /etc/os-release; echo "hello from $PRETTY_NAME, process $$ on $(hostname)"'

cat <<EOF

It works. The daemon keeps running; go on with:

  export DAVIT_HOST=unix://$socket
  $davit run -it --rm debian bash
  $davit run -d --name sleeper debian sleep 600
  $davit ps
  $davit logs sleeper
  docker -H unix://$socket ps          # the docker command line works against it
  ./dev stop                           # stops this daemon and removes its containers
EOF
