#!/bin/bash
# The long forms of the reliability tests: DAVIT_SOAK multiplies their rounds (default 50).
set -euo pipefail
root=${root:-$(cd "$(dirname "$0")/.." && pwd)}
. "$root/eng/common.sh"
need_root
need_sdk
need_packages build run test
build_davit
bash "$root/eng/test-images.sh"
export DAVIT_BINARY=$root/out/davit DAVIT_TEST_IMAGES=$root/out/images DAVIT_SOAK=${DAVIT_SOAK:-50}
dotnet build "$root/tests/Davit.EndToEnd.Tests" -v q --nologo
exec "$root/tests/Davit.EndToEnd.Tests/bin/Debug/net10.0/Davit.EndToEnd.Tests" --filter-namespace Davit.EndToEnd.Tests.Reliability --no-progress
