// dockerode against the engine on the socket in DAVIT_SOCKET; prints 'ok NAME' per check, throws on the first error.
const assert = require('assert');
const { PassThrough } = require('stream');
const Docker = require('dockerode');

const docker = new Docker({ socketPath: process.env.DAVIT_SOCKET });

const collect = (stream) => new Promise((resolve, reject) => {
  const chunks = [];
  stream.on('data', (chunk) => chunks.push(chunk));
  stream.on('end', () => resolve(Buffer.concat(chunks).toString()));
  stream.on('error', reject);
});

async function main() {
  const info = await docker.info();
  assert.strictEqual(info.OSType, 'linux');
  console.log('ok info');

  const out = new PassThrough();
  const err = new PassThrough();
  const texts = [collect(out), collect(err)];
  const [result, ran] = await docker.run('busybox', ['sh', '-c', 'echo out; echo err >&2; exit 4'], [out, err], { Tty: false });
  assert.strictEqual(result.StatusCode, 4);
  out.end();
  err.end();
  assert.deepStrictEqual(await Promise.all(texts), ['out\n', 'err\n']);
  await ran.remove();
  console.log('ok run with separate streams');

  const container = await docker.createContainer({
    Image: 'busybox', Cmd: ['cat'], OpenStdin: true, StdinOnce: true, AttachStdin: true, AttachStdout: true, name: 'dockerode',
  });
  const stream = await container.attach({ stream: true, stdin: true, stdout: true, hijack: true });
  const echoed = new PassThrough();
  container.modem.demuxStream(stream, echoed, echoed);
  stream.on('end', () => echoed.end());
  await container.start();
  stream.write('through the pipe\n');
  stream.end();
  assert.strictEqual(await collect(echoed), 'through the pipe\n');
  assert.strictEqual((await container.wait()).StatusCode, 0);
  assert.strictEqual((await container.inspect()).State.Status, 'exited');
  await container.remove();
  console.log('ok attach with half-close');

  const sleeper = await docker.createContainer({ Image: 'busybox', Cmd: ['sleep', '300'], HostConfig: { AutoRemove: true } });
  await sleeper.start();
  const exec = await sleeper.exec({ Cmd: ['echo', 'inside'], AttachStdout: true, AttachStderr: true });
  const execStream = await exec.start({ hijack: true, stdin: false });
  const execOut = new PassThrough();
  sleeper.modem.demuxStream(execStream, execOut, execOut);
  execStream.on('end', () => execOut.end());
  assert.strictEqual(await collect(execOut), 'inside\n');
  assert.strictEqual((await exec.inspect()).ExitCode, 0);
  console.log('ok exec');

  const listed = await docker.listContainers({ filters: { id: [sleeper.id] } });
  assert.strictEqual(listed.length, 1);
  await sleeper.kill();
  await assert.rejects(docker.getContainer('no-such').inspect(), (e) => e.statusCode === 404);
  console.log('ok list, kill, errors');
}

main().catch((error) => { console.error(error); process.exit(1); });
