import { readdirSync, readFileSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '../../../config/project-root.ts';
import { printed, runProgram } from '../outside-program.ts';
import { type Available, preparedFolder } from '../prepared-folder.ts';

const oldestJava = 17;
const project = join(projectRoot(), 'tests', 'clients', 'jdbc');
const sources = join(project, 'src', 'main', 'java', 'yardstick');

/** Maven's words when its repository cannot be reached; a version that is not there reads otherwise and is a failure. */
const unreachable = /Could not transfer artifact|Unknown host|Connection refused|offline mode/i;

/** Compiled checks and the driver with its libraries: a class path for `java`. Maven keeps what it fetches in its own store. */
export async function buildChecks(driverVersion: string): Promise<Available<string>> {
  const missing = await missingTools();
  if (missing !== undefined) return { missing };
  const files = [
    'pom.xml',
    ...readdirSync(sources).map((name) => join('src', 'main', 'java', 'yardstick', name)),
  ];
  const madeFrom = [driverVersion, ...files.map((file) => readFileSync(join(project, file), 'utf8'))];
  const folder = await preparedFolder('jdbc', madeFrom, (draft) => maven(draft, driverVersion));
  if ('missing' in folder) return folder;
  return { there: [join(folder.there, 'classes'), join(folder.there, 'libraries', '*')].join(':') };
}

async function missingTools(): Promise<string | undefined> {
  const java = await runProgram('java', ['-version']);
  if (java?.code !== 0) return 'Java is not on the PATH';
  const version = Number(/version "(\d+)/.exec(java.stderr)?.[1]);
  if (!(version >= oldestJava)) return `Java ${oldestJava} or newer is needed, and ${version} is there`;
  const compiler = await runProgram('javac', ['-version']);
  if (compiler?.code !== 0) return 'javac (a JDK, not only a JRE) is not on the PATH';
  const maven = await runProgram('mvn', ['--version']);
  return maven?.code === 0 ? undefined : 'Maven (mvn) is not on the PATH';
}

async function maven(draft: string, driverVersion: string): Promise<{ missing: string } | undefined> {
  // Copied, so that Maven writes nothing into the repository.
  await cp(join(project, 'pom.xml'), join(draft, 'pom.xml'));
  await cp(join(project, 'src'), join(draft, 'src'), { recursive: true });
  const options = ['-B', '-q', `-Ddriver.version=${driverVersion}`, `-Dbuild.folder=${draft}`];
  const end = await runProgram('mvn', [...options, 'compiler:compile', 'dependency:copy-dependencies'], {
    cwd: draft,
    timeoutMs: 600_000,
  });
  if (end !== undefined && end.code !== 0 && unreachable.test(end.stdout + end.stderr))
    return { missing: "Maven's repository could not be reached" };
  printed(`Building the JDBC checks with driver ${driverVersion}`, end);
  return undefined;
}
