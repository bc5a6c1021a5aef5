#!/bin/bash
# Every test, once: builds the binary and the images once and shares them; the last line counts what the runners reported.
# './dev test NAME…' runs only the projects whose name contains NAME (and 'vm' the virtual machine).
set -uo pipefail
root=${root:-$(cd "$(dirname "$0")/.." && pwd)}
. "$root/eng/common.sh"
need_root
need_sdk
need_packages build run test
build_davit || exit 1
bash "$root/eng/image.sh" || exit 1
bash "$root/eng/test-images.sh" || exit 1

results=$root/out/results
rm -rf "$results"
mkdir -p "$results"
export DAVIT_BINARY=$root/out/davit DAVIT_TEST_IMAGES=$root/out/images TESTINGPLATFORM_TELEMETRY_OPTOUT=1
[ -d "$root/../shared/reference" ] && export DAVIT_REFERENCE=${DAVIT_REFERENCE:-$root/../shared/reference}
[ -d "$root/../shared/tools" ] && export DAVIT_PEERS=${DAVIT_PEERS:-$root/../shared/tools/peers.sh}

# Projects that wait for parts of the product which are not there yet, with the reason; each counts as one skipped test.
pending() { sed -n "s/^$1: //p" "$root/eng/pending-tests" 2>/dev/null; }

wanted() { [ ${#selected[@]} -eq 0 ] && return 0; local s; for s in "${selected[@]}"; do case $1 in *"$s"*) return 0 ;; esac; done; return 1; }
selected=("$@")

say "building the tests"
for project in "$root"/tests/*.Tests/*.csproj; do
    name=$(basename "$project" .csproj)
    wanted "$name" && [ -z "$(pending "$name")" ] || continue
    if ! dotnet build "$project" -v q >"$results/$name.build.log" 2>&1; then
        printf 'failed: %s: did not build\n' "$name" >>"$results/failures"
        grep -E 'error' "$results/$name.build.log" | sort -u | head -n 10 >>"$results/failures"
        echo "$name 0 1 0 0s" >>"$results/counts"
    fi
done

"$root/eng/leftovers.sh" list >"$results/before"

run_project() {
    local name=$1 limit=$2 binary=$root/tests/$1/bin/Debug/net10.0/$1
    [ -x "$binary" ] || return 0
    say "$name"
    local started=$SECONDS
    timeout --kill-after=10 "$limit" "$binary" --report-xunit-xml --report-xunit-xml-filename "$name.xml" --results-directory "$results" \
        --auto-reporters off --no-progress >"$results/$name.log" 2>&1 </dev/null
    local status=$?
    if [ ! -s "$results/$name.xml" ]; then
        printf 'failed: %s: ended with status %s and left no result\n' "$name" "$status" >>"$results/failures"
        tail -n 30 "$results/$name.log" >>"$results/failures"
        echo "$name 0 1 0 $((SECONDS - started))s" >>"$results/counts"
        return
    fi
    # one <assembly … passed="" failed="" skipped="" errors=""> element holds the runner's own counts
    local passed failed skipped errors
    passed=$(attribute passed "$results/$name.xml"); failed=$(attribute failed "$results/$name.xml")
    skipped=$(attribute skipped "$results/$name.xml"); errors=$(attribute errors "$results/$name.xml")
    failed=$((failed + errors))
    if [ "$status" -ne 0 ] && [ "$failed" -eq 0 ] && [ "$((passed + skipped))" -gt 0 ]; then
        printf 'failed: %s: no test failed, but it ended with status %s\n' "$name" "$status" >>"$results/failures"
        failed=1
    fi
    [ "$failed" -gt 0 ] && python3 "$root/eng/failed-tests.py" "$results/$name.xml" >>"$results/failures"
    echo "$name $passed $failed $skipped $((SECONDS - started))s" >>"$results/counts"
}

attribute() { grep -o -m 1 "<assembly [^>]*" "$2" | grep -oE "\\b$1=\"[0-9]+\"" | grep -oE '[0-9]+' | head -n 1 | grep . || echo 0; }

for project in "$root"/tests/*.Tests; do
    name=$(basename "$project")
    wanted "$name" || continue
    if [ -n "$(pending "$name")" ]; then
        echo "skipped: $name: $(pending "$name")"
        echo "$name 0 0 1 0s" >>"$results/counts"
        continue
    fi
    case $name in *Privileged* | *EndToEnd* | *Conformance*) limit=1500 ;; *) limit=300 ;; esac
    run_project "$name" "$limit"
done

if wanted vm && [ -x "$root/tests/vm/run-vm.sh" ]; then
    say "virtual machine (cgroup v2)"
    started=$SECONDS
    privileged=$root/tests/Davit.Privileged.Tests/bin/Debug/net10.0
    if [ -d "$privileged" ] && bash "$root/tests/vm/crun-extra.sh" "$results/crun" "$privileged"; then
        export DAVIT_VM_EXTRA=$results/crun DAVIT_VM_MEMORY=${DAVIT_VM_MEMORY:-3072}
    else
        echo "skipped: vm: crun (the privileged tests were not built, or crun is missing)"
    fi
    timeout 1200 "$root/tests/vm/run-vm.sh" "$root/out/davit" >"$results/vm.log" 2>&1 </dev/null
    status=$?
    rm -rf "$results/crun"
    passed=$(grep -c '^ok ' "$results/vm.log"); failed=$(grep -c '^not ok ' "$results/vm.log")
    grep '^not ok ' "$results/vm.log" | sed 's/^not ok /failed: vm: /' >>"$results/failures"
    [ $((passed + failed)) -eq 0 ] || [ "$status" -ne 0 ] && [ "$failed" -eq 0 ] &&
        { failed=1; { echo "failed: vm: ended with status $status"; tail -n 20 "$results/vm.log"; } >>"$results/failures"; }
    echo "vm $passed $failed 0 $((SECONDS - started))s" >>"$results/counts"
fi

# nothing may be left of the tests: mounts, cgroups, network namespaces, links, rules, processes
"$root/eng/leftovers.sh" list >"$results/after"
if left=$(comm -13 "$results/before" "$results/after") && [ -n "$left" ]; then
    printf 'failed: left behind by the tests:\n%s\n' "$left" >>"$results/failures"
    echo "leftovers 0 1 0 0s" >>"$results/counts"
else
    echo "leftovers 1 0 0 0s" >>"$results/counts"
fi

# the whole document is one line
grep -hoE '<test [^>]*result="Skip"[^>]*><reason>(<!\[CDATA\[)?[^]<]*' "$results"/*.xml 2>/dev/null |
    sed -E 's/^<test ([^>]* )?name="([^"]*)".*<reason>(<!\[CDATA\[)?/skipped: \2: /' | head -n 50
cat "$results/failures" 2>/dev/null # on standard output, beside the counts: what keeps only that has the reasons too
column -t "$results/counts" 2>/dev/null || cat "$results/counts"
totals=$(awk '{p += $2; f += $3; s += $4} END {print p + 0, f + 0, s + 0}' "$results/counts")
read -r passed failed skipped <<<"$totals"
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
