#!/bin/bash
# Davit beside Debian's docker.io, runc and crun in one run: medians, ratios, and the bar each ratio is held to.
# './dev bench' prints tables and writes out/bench.md; './dev bench containers' or './dev bench images' only one of them.
# BENCH_RUNS sets how often each command is timed (default 9).
set -euo pipefail
root=${root:-$(cd "$(dirname "$0")/.." && pwd)}
for part in "${@:-containers images}"; do
    for name in $part; do bash "$root/eng/bench-$name.sh"; done
done
cat "$root"/out/bench-*.md >"$root/out/bench.md"
