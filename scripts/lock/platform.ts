/** What npm compares with the machine before it installs an optional package. */
export interface Platform {
  readonly os?: readonly string[];
  readonly cpu?: readonly string[];
  readonly libc?: readonly string[];
}

const systems = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
];
const processors = [
  'arm',
  'arm64',
  'ia32',
  'loong64',
  'mips64el',
  'ppc64',
  'riscv64',
  's390x',
  'wasm32',
  'x64',
];

/**
 * The platform a package's name tells, e.g. `@swc/core-linux-x64-musl` → linux, x64, musl. The registry that
 * refused the package cannot be asked, and every publisher of such variants follows this naming.
 * @throws when the name tells no processor: an entry without one would be installed everywhere.
 */
export function platformOf(name: string): Platform {
  const words = name.split(/[/-]/);
  const cpu = processors.find((processor) => words.includes(processor));
  if (cpu === undefined) throw new Error(`${name} names no processor; write its lock entry by hand.`);
  const os = words.includes('windows') ? 'win32' : systems.find((system) => words.includes(system));
  const libc = libcOf(words, os, cpu);
  return { ...(os && { os: [os] }), cpu: [cpu], ...(libc && { libc: [libc] }) };
}

/** 32-bit ARM variants (`gnueabihf`, `musleabihf`) declare none, as their publishers' own entries show. */
function libcOf(words: readonly string[], os: string | undefined, cpu: string): string | undefined {
  if (os !== 'linux' || cpu === 'arm') return undefined;
  if (words.includes('musl')) return 'musl';
  return words.includes('gnu') || words.includes('@biomejs') ? 'glibc' : undefined;
}
