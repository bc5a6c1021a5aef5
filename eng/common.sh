# Shared by ./dev and the scripts beside this one: what the machine must have, and how the binary is built.
# Sourced, with $root set to the repository's folder.

say() { printf '\033[1m==>\033[0m %s\n' "$*" >&2; }
die() { printf 'dev: %s\n' "$*" >&2; exit 1; }

need_root() {
    [ "$(id -u)" = 0 ] || die "this step needs root (mounts, namespaces, network): run it with sudo"
}

need_sdk() {
    export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_USE_MSBUILD_SERVER=0 MSBUILDDISABLENODEREUSE=1
    command -v dotnet >/dev/null ||
        die "the .NET 10 SDK is missing ('dotnet' is not on PATH): install package dotnet-sdk-10.0 (https://learn.microsoft.com/dotnet/core/install/linux-debian)"
    local version
    version=$(cd "$root" && dotnet --version 2>/dev/null) ||
        die "the installed .NET SDK does not satisfy global.json (needs 10.0): $(dotnet --list-sdks 2>/dev/null | tr '\n' ' ')"
    case $version in 10.*) ;; *) die "the .NET SDK is $version, Davit needs 10.0" ;; esac
}

# package names by purpose; what a purpose needs is installed when it is missing
packages_of() {
    case $1 in
        build) echo gcc libc6-dev zlib1g-dev ;;
        run) echo debootstrap busybox-static libnftables1 libssl3 ca-certificates ;;
        test) echo openssl docker.io runc crun skopeo python3-docker docker-compose busybox-static debootstrap nftables libnftables1 \
            iproute2 procps curl jq zstd xz-utils cpio socat tmux strace util-linux libseccomp-dev nodejs npm \
            qemu-system-x86 e2fsprogs bsdextrautils ;;
        bench) echo docker.io docker-registry skopeo runc crun busybox-static curl python3-minimal zstd jq procps libnftables1 ;;
    esac
}

need_packages() {
    local purpose missing=()
    for purpose in "$@"; do
        local package
        for package in $(packages_of "$purpose"); do
            dpkg-query -W -f '${db:Status-Status}\n' "$package" 2>/dev/null | grep -qx installed || provided "$package" || missing+=("$package")
        done
    done
    [ ${#missing[@]} -eq 0 ] && return 0
    command -v apt-get >/dev/null || die "these Debian packages are missing and there is no apt-get to install them: ${missing[*]}"
    [ "$(id -u)" = 0 ] || die "these Debian packages are missing: ${missing[*]} (run as root, or: sudo apt-get install ${missing[*]})"
    say "installing Debian packages: ${missing[*]}"
    local log
    log=$(mktemp)
    if ! { apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}"; } >"$log" 2>&1; then
        tail -n 20 "$log" >&2
        rm -f "$log"
        die "could not install: ${missing[*]}"
    fi
    rm -f "$log"
}

# a program that came some other way serves as well as its package
provided() {
    case $1 in
        gcc) command -v gcc >/dev/null ;;
        nodejs) command -v node >/dev/null ;;
        npm) command -v npm >/dev/null ;;
        *) return 1 ;;
    esac
}

# publishes out/davit unless nothing it is made of is newer; the two lines of sizes go to the log for comparison
build_davit() {
    mkdir -p "$root/out"
    if [ -x "$root/out/davit" ] && [ -z "$(find "$root/src" "$root"/Directory.* "$root/global.json" -newer "$root/out/davit" \
        \( -name '*.cs' -o -name '*.csproj' -o -name '*.props' -o -name '*.targets' -o -name global.json \) -not -path '*/obj/*' -print -quit)" ]; then
        return 0
    fi
    say "building out/davit (NativeAOT, some minutes)"
    local log=$root/out/publish.log
    if ! dotnet publish "$root/src/Davit/Davit.csproj" -c Release -o "$root/out/publish" >"$log" 2>&1; then
        grep -E 'error|warn' "$log" | sort -u | head -n 20 >&2
        die "the build failed; the whole log is $log"
    fi
    install -m 0755 "$root/out/publish/davit" "$root/out/davit.new"
    mv "$root/out/davit.new" "$root/out/davit"
    say "out/davit is $(stat -c %s "$root/out/davit") bytes"
}

# the archive that Debian's own packages come from on this machine
debian_mirror() {
    local uri
    uri=$(apt-get indextargets --format '$(REPO_URI) $(RELEASE)' 2>/dev/null | awk '$1 ~ /\/debian\/?$/ {print $1; exit}')
    echo "${uri:-http://deb.debian.org/debian}"
}

debian_suite() {
    . /etc/os-release
    echo "${VERSION_CODENAME:-bookworm}"
}
