#!/bin/bash
# crun-extra.sh FOLDER TESTS: fills a folder for DAVIT_VM_EXTRA with crun, the .NET runtime and the privileged tests (TESTS is their
# output folder), and a script that runs crun's share of the contract of runtimes in the guest, then times both runtimes. crun refuses
# hosts with controllers on version 1 and a version 2 tree beside them; the guest's v2 mode is a host that it takes.
set -euo pipefail
folder=${1:?usage: crun-extra.sh FOLDER TESTS} tests=${2:?usage: crun-extra.sh FOLDER TESTS}
dotnet=$(dirname "$(readlink -f "$(command -v dotnet)")")
runtime=$(dotnet --list-runtimes | awk '$1 == "Microsoft.NETCore.App" && $2 ~ /^10\./ { version = $2 } END { print version }')
mkdir -p "$folder/dotnet/shared/Microsoft.NETCore.App" "$folder/lib"
cp -a "$dotnet/dotnet" "$dotnet/host" "$folder/dotnet/"
cp -a "$dotnet/shared/Microsoft.NETCore.App/$runtime" "$folder/dotnet/shared/Microsoft.NETCore.App/"
cp -a "$tests" "$folder/tests"
install -m 0755 "$(command -v crun)" "$folder/crun"
# what the three load, beside what the guest has for the product
for file in "$folder/crun" "$folder/dotnet/dotnet" "$folder/dotnet/shared/Microsoft.NETCore.App/$runtime"/lib*.so; do
    ldd "$file" 2>/dev/null | awk '$3 ~ /^\// { print $3 } $1 ~ /^\// { print $1 }'
done | sort -u | while read -r library; do
    case $library in "$folder"/*) ;; *) cp -L "$library" "$folder/lib/" ;; esac
done
install -m 0755 "$(dirname "$0")/crun-guest.sh" "$folder/run"
