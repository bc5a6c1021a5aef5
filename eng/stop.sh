#!/bin/bash
# Stops the private daemon of './dev run' and removes what it ran.
set -euo pipefail
root=${root:-$(cd "$(dirname "$0")/.." && pwd)}
. "$root/eng/common.sh"
state=$root/out/run
[ -f "$state/davit.pid" ] || { say "no private daemon is running"; exit 0; }
export DAVIT_HOST=unix://$state/davit.sock
containers=$("$root/out/davit" ps -aq 2>/dev/null || true)
[ -z "$containers" ] || "$root/out/davit" rm -f $containers >/dev/null
kill "$(cat "$state/davit.pid")" 2>/dev/null || true
say "stopped"
