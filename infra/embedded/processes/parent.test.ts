import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { projectRoot } from '../../../config/project-root.ts';

test('a process of ours leaves when its parent has gone before it listened', {
  timeout: 60_000,
}, async () => {
  const script = `const alive = setInterval(() => {}, 1000);
    while (process.connected) await new Promise((resolve) => setTimeout(resolve, 10));
    const { untilToldToStop } = await import('./infra/embedded/processes/parent.ts');
    await untilToldToStop();
    clearInterval(alive);`;
  const args = ['--import', 'tsx', '--input-type=module', '--eval', script];
  const child = spawn(process.execPath, args, {
    ...{ cwd: projectRoot(), timeout: 50_000 },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const exited = once(child, 'exit');
  await once(child, 'spawn');
  child.disconnect();
  expect(await exited).toEqual([0, null]);
});
