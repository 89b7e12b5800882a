import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../../config/project-root.ts';
import { printed, runProgram } from '../outside-program.ts';
import { type Available, preparedFolder } from '../prepared-folder.ts';

const oldestMinor = 10;

/** pip's words when no package index can be reached; a version that is not there reads otherwise and is a failure. */
const unreachable =
  /NewConnectionError|NameResolutionError|ConnectTimeout|ProxyError|Connection refused|Network is unreachable/;

const requirements = join(projectRoot(), 'tests', 'clients', 'python', 'requirements.txt');

/** The `python` of a virtual environment with everything that the Python clients need; made once. */
export async function pythonWithClients(): Promise<Available<string>> {
  const python = await findPython();
  if ('missing' in python) return python;
  const madeFrom = [python.there, readFileSync(requirements, 'utf8')];
  const folder = await preparedFolder('python', madeFrom, install);
  return 'missing' in folder ? folder : { there: join(folder.there, 'bin', 'python') };
}

/** What `python3` calls itself, new enough and able to make environments. */
async function findPython(): Promise<Available<string>> {
  const python = await runProgram('python3', [
    '-c',
    'import sys; print(sys.version_info.minor, sys.base_prefix)',
  ]);
  if (python?.code !== 0) return { missing: 'Python (python3) is not on the PATH' };
  const minor = Number.parseInt(python.stdout, 10);
  if (minor < oldestMinor)
    return { missing: `Python 3.${oldestMinor} or newer is needed, and 3.${minor} is there` };
  const venv = await runProgram('python3', ['-c', 'import venv, ensurepip']);
  return venv?.code === 0 ? { there: python.stdout } : { missing: "Python's venv and pip are not installed" };
}

async function install(draft: string): Promise<{ missing: string } | undefined> {
  printed('Making a virtual environment', await runProgram('python3', ['-m', 'venv', draft]));
  // Its programs would name the draft's path: all are called as `python -m`.
  const args = ['-m', 'pip', 'install', '--no-input', '--quiet', '--requirement', requirements];
  const end = await runProgram(join(draft, 'bin', 'python'), args, { timeoutMs: 600_000 });
  if (end !== undefined && end.code !== 0 && unreachable.test(end.stderr))
    return { missing: "pip's package index could not be reached" };
  printed(`Installing ${requirements}`, end);
  return undefined;
}
