"""docker-py (Debian's python3-docker) against the engine named by DOCKER_HOST; prints 'ok NAME' per check, fails on the first error."""
import io
import tarfile

import docker

client = docker.from_env(timeout=60)
assert client.ping()
print("ok ping", client.version()["ApiVersion"])

assert client.containers.run("busybox", ["echo", "hello"], remove=True) == b"hello\n"
print("ok run")

try:
    client.containers.run("busybox", ["sh", "-c", "echo oops >&2; exit 3"], remove=True)
    raise SystemExit("no ContainerError")
except docker.errors.ContainerError as error:
    assert error.exit_status == 3 and b"oops" in error.stderr
print("ok exit status")

container = client.containers.run(
    "busybox", ["sh", "-c", "echo started; sleep 300"], detach=True, environment={"A": "b"}, labels={"x": "y"}, mem_limit="64m", name="py"
)
container.reload()
assert container.status == "running" and container.labels["x"] == "y"
assert container.attrs["HostConfig"]["Memory"] == 64 * 1024 * 1024
assert [c.name for c in client.containers.list(filters={"label": "x=y"})] == ["py"]
code, output = container.exec_run(["sh", "-c", "echo $A"], demux=True)
assert code == 0 and output == (b"b\n", None), output
for _ in range(50):
    # docker-py reads the head of the answer through a buffer: output in the same packet would be lost
    assert container.exec_run(["echo", "short"], demux=True).output == (b"short\n", None)
print("ok exec")

data = io.BytesIO()
with tarfile.open(fileobj=data, mode="w") as tar:
    info = tarfile.TarInfo("file")
    info.size = 4
    tar.addfile(info, io.BytesIO(b"data"))
assert container.put_archive("/tmp", data.getvalue())
stream, stat = container.get_archive("/tmp/file")
assert stat["size"] == 4 and b"".join(stream).find(b"data") > 0
print("ok archive")

stats = container.stats(stream=False)
assert stats["memory_stats"]["limit"] == 64 * 1024 * 1024 and stats["cpu_stats"]["cpu_usage"]["total_usage"] > 0
assert any("sleep" in " ".join(p) for p in container.top()["Processes"])
print("ok stats, top")

container.pause()
container.reload()
assert container.status == "paused"
container.unpause()
container.rename("py2")
container.stop(timeout=0)
assert container.wait()["StatusCode"] == 137
assert container.logs() == b"started\n"
print("ok pause, stop, wait, logs")

image = container.commit("py-image", tag="v1")
assert client.images.get("py-image:v1").id == image.id
saved = b"".join(image.save(named=True))
client.images.remove("py-image:v1")
assert [i.tags for i in client.images.load(saved)] == [["py-image:v1"]]
client.images.remove("py-image:v1")
container.remove()
print("ok images")

volume = client.volumes.create("py-volume", labels={"v": "1"})
client.containers.run("busybox", ["sh", "-c", "echo kept > /data/f"], remove=True, volumes={"py-volume": {"bind": "/data", "mode": "rw"}})
assert client.containers.run("busybox", ["cat", "/data/f"], remove=True, volumes={"py-volume": {"bind": "/data", "mode": "ro"}}) == b"kept\n"
volume.remove()
print("ok volumes")

for call, kind in [
    (lambda: client.containers.get("no-such"), docker.errors.NotFound),
    (lambda: client.images.get("no-such"), docker.errors.ImageNotFound),
    (lambda: client.containers.create("no-such-image"), docker.errors.ImageNotFound),
]:
    try:
        call()
        raise SystemExit(f"no {kind}")
    except kind:
        pass
print("ok errors")
