export interface Branch {
  readonly label: string;
  readonly branches: readonly Branch[];
}

/** A tree as lines; the root stands first. */
export function tree(root: Branch): string {
  return [root.label, ...below(root, '')].join('\n');
}

function below({ branches }: Branch, indent: string): readonly string[] {
  return branches.flatMap((branch, index) => {
    const last = index === branches.length - 1;
    return [
      `${indent}${last ? '└─ ' : '├─ '}${branch.label}`,
      ...below(branch, `${indent}${last ? '   ' : '│  '}`),
    ];
  });
}
