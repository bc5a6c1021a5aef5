#!/bin/bash
# The tests that need neither root nor the binary.
set -euo pipefail
root=${root:-$(cd "$(dirname "$0")/.." && pwd)}
. "$root/eng/common.sh"
need_sdk
status=0
for project in "$root"/tests/*.Tests; do
    name=$(basename "$project")
    case $name in *Privileged* | *EndToEnd* | *Conformance*) continue ;; esac
    dotnet build "$project" -v q --nologo && "$project/bin/Debug/net10.0/$name" --no-progress || status=1
done
exit $status
