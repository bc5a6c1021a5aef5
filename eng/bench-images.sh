#!/bin/bash
# Images: pull, load, import and push of a large image, beside docker.io and its registry.
set -euo pipefail
root=${root:-$(cd "$(dirname "$0")/.." && pwd)}
. "$root/eng/bench-common.sh"
port=15900
size=${BENCH_IMAGE_MB:-900} # uncompressed, some 300 MB in gzip

# --- an image of six layers from the files of this machine -----------------------------------------------------------
say "making an image of $size MB in 6 layers"
mkdir -p "$work/image"
find /usr -xdev -type f -size -64M -not -path '/usr/src/*' | LC_ALL=C sort >"$work/files"
python3 - "$work" "$size" <<'PY'
import hashlib, json, os, subprocess, sys
work, size = sys.argv[1], int(sys.argv[2]) << 20
files = [line.rstrip("\n") for line in open(work + "/files")]
layers, at = [[] for _ in range(6)], 0
total = 0
for name in files:
    length = os.path.getsize(name)
    if total + length > size:
        continue
    total += length
    layers[min(5, total * 6 // size)].append(name)
diffs = []
for number, names in enumerate(layers):
    path = f"{work}/image/layer{number}.tar"
    subprocess.run(["tar", "--sort=name", "-cf", path, "-C", "/", "-T", "-"], input="\n".join(name[1:] for name in names).encode(), check=True)
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    diffs.append("sha256:" + digest.hexdigest())
config = json.dumps({"architecture": "amd64", "os": "linux", "config": {"Cmd": ["sh"]}, "rootfs": {"type": "layers", "diff_ids": diffs},
                     "history": [{"created_by": "bench"} for _ in diffs]})
open(work + "/image/config.json", "w").write(config)
open(work + "/image/manifest.json", "w").write(json.dumps([{"Config": "config.json", "RepoTags": ["bench:latest"], "Layers": [f"layer{n}.tar" for n in range(6)]}]))
PY
tar -C "$work/image" -cf "$work/image.tar" manifest.json config.json layer0.tar layer1.tar layer2.tar layer3.tar layer4.tar layer5.tar

# --- the registry, once in the network of each engine, on the same files ---------------------------------------------
registry_config=$work/registry.yml
cat >"$registry_config" <<YML
version: 0.1
log: {level: error}
storage: {filesystem: {rootdirectory: $work/registry}}
http: {addr: 127.0.0.1:$port}
YML
start_registries() {
    docker-registry serve "$registry_config" >/dev/null 2>&1 & registries=$!
    nsenter --net="/run/netns/$netns" docker-registry serve "$registry_config" >/dev/null 2>&1 & registries="$registries $!"
    for _ in $(seq 100); do curl -sf "http://127.0.0.1:$port/v2/" >/dev/null && break; sleep 0.1; done
}
stop_registries() { kill $registries 2>/dev/null || :; wait $registries 2>/dev/null || :; }
trap 'stop_registries; cleanup' EXIT
start_registries
repository=127.0.0.1:$port/bench
say "storing it in a registry, in gzip and in zstd"
cat >"$work/store.py" <<'PY'
import hashlib, json, subprocess, sys, urllib.request
work, base, tag, program, layer_type = sys.argv[1:6]
def send(method, url, data, kind="application/octet-stream"):
    request = urllib.request.Request(url, data=data, method=method, headers={"Content-Type": kind})
    return urllib.request.urlopen(request).headers
def blob(data):
    digest = "sha256:" + hashlib.sha256(data).hexdigest()
    location = send("POST", base + "/blobs/uploads/", b"")["Location"]
    send("PUT", location + ("&" if "?" in location else "?") + "digest=" + digest, data)
    return {"digest": digest, "size": len(data)}
layers = []
for number in range(6):
    with open(f"{work}/image/layer{number}.tar", "rb") as file:
        layers.append({"mediaType": layer_type, **blob(subprocess.run(program.split(), stdin=file, capture_output=True, check=True).stdout)})
oci = "application/vnd.oci.image."
config = {"mediaType": oci + "config.v1+json", **blob(open(work + "/image/config.json", "rb").read())}
manifest = {"schemaVersion": 2, "mediaType": oci + "manifest.v1+json", "config": config, "layers": layers}
send("PUT", base + "/manifests/" + tag, json.dumps(manifest).encode(), manifest["mediaType"])
PY
python3 "$work/store.py" "$work" "http://127.0.0.1:$port/v2/bench" gzip "gzip -6" application/vnd.oci.image.layer.v1.tar+gzip
python3 "$work/store.py" "$work" "http://127.0.0.1:$port/v2/bench" zstd "zstd -3" application/vnd.oci.image.layer.v1.tar+zstd

# Each engine on a new file system every time: where many files were just deleted, ext4 looks long for the next inode, and
# whoever comes second finds the other's dirty pages.
fresh() { # fresh ENGINE
    local engine=$1 pid
    pid=$(cat "$work/$engine.pid" 2>/dev/null) && kill "$pid" && while kill -0 "$pid" 2>/dev/null; do sleep 0.05; done
    umount -l "$work/$engine" 2>/dev/null || :
    rm -rf "$work/$engine" "$work/$engine.img"; mkdir "$work/$engine"
    truncate -s 20G "$work/$engine.img" && mkfs.ext4 -q -F "$work/$engine.img" && mount -o loop,discard "$work/$engine.img" "$work/$engine"
    start_engine "$engine"
}

# prepared NAME BAR PEER N 'ours: prepare' 'ours: command' 'theirs: prepare' 'theirs: command': only the commands are timed
prepared() {
    local name=$1 bar=$2 peer=$3 n=$4 i t
    : >"$work/a"; : >"$work/b"
    for ((i = 0; i < n; i++)); do
        eval "$5" >/dev/null 2>&1 || :; sync; t=$(now); eval "$6" >"$work/out" 2>&1 || { cat "$work/out" >&2; die "$6 failed"; }; echo $((($(now) - t) / 1000)) >>"$work/a"
        eval "$7" >/dev/null 2>&1 || :; sync; t=$(now); eval "$8" >"$work/out" 2>&1 || { cat "$work/out" >&2; die "$8 failed"; }; echo $((($(now) - t) / 1000)) >>"$work/b"
    done
    row "$name" "$bar" "$peer" "$(median <"$work/a")" "$(median <"$work/b")"
}

n=${BENCH_RUNS:-3}
prepared 'pull of a 300 MB gzip image (6 layers), ready to run' 0.5 docker "$n" \
    'fresh davit' 'davit pull -q $repository:gzip' 'fresh docker' 'docker pull -q $repository:gzip'
prepared "the same image in zstd (docker's: gzip)" 0.3 docker "$n" \
    'fresh davit' 'davit pull -q $repository:zstd' 'fresh docker' 'docker pull -q $repository:gzip'
pair 'pull when everything is there' 1 docker 'davit pull -q $repository:zstd' 'docker pull -q $repository:gzip'

fresh davit; davit version >/dev/null; sleep 10
daemon=$(cat "$work/davit.pid")
idle=$(awk '/^Rss:/ {print $2}' "/proc/$daemon/smaps_rollup"); echo 5 >"/proc/$daemon/clear_refs"
davit pull -q "$repository:gzip" >/dev/null
value 'memory of the daemon during a pull, over idle' "$((($(awk '/^VmHWM/ {print $2}' "/proc/$daemon/status") - idle) / 1024)) MB" '≤ 100 MB'

tar -C "$work/image" --concatenate -f "$work/image/layer0.tar" "$work/image/layer1.tar" "$work/image/layer2.tar"
prepared 'import of 450 MB' 0.5 docker "$n" 'fresh davit' 'davit import "$work/image/layer0.tar" imported' 'fresh docker' 'docker import "$work/image/layer0.tar" imported'
prepared 'load of 900 MB' 0.5 docker "$n" 'fresh davit' 'davit load -q -i "$work/image.tar"' 'fresh docker' 'docker load -q -i "$work/image.tar"'

# Nothing of it may be there yet, nor be remembered from an earlier push: each time a new registry and a new image.
empty='stop_registries; rm -rf "$work/registry"; start_registries'
prepared 'push of it, nothing there yet' 0.6 docker 2 \
    "$empty; fresh davit; davit load -q -i \"\$work/image.tar\"; davit tag bench $repository:pushed" 'davit push -q $repository:pushed' \
    "$empty; fresh docker; docker load -q -i \"\$work/image.tar\"; docker tag bench $repository:pushed" 'docker push -q $repository:pushed'

report | tee "$root/out/bench-images.md"
