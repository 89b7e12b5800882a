import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../config/project-root.ts';
import { dashboards } from './catalogue.ts';
import { filterSql, rowsSql, tileSql } from './kit/tile-sql.ts';

const folder = join(projectRoot(), 'dashboards');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.sql'),
);
const tiles = dashboards.flatMap((dashboard) => dashboard.tiles.map((tile) => ({ dashboard, tile })));

describe('every dashboard', () => {
  it('has at most seven tiles whose widths fill whole rows', () => {
    for (const { key, tiles: shown } of dashboards) {
      expect(shown.length, key).toBeLessThanOrEqual(7);
      expect(shown.reduce((sum, tile) => sum + tile.span, 0) % 12, key).toBe(0);
    }
  });

  it('finds the SELECT of each tile, of its rows and of each filter', () => {
    for (const { tile } of tiles) {
      expect(tileSql(tile.select)).toMatch(/SELECT/);
      expect(rowsSql(tile.rows.key)).toMatch(/SELECT/);
    }
    for (const filter of dashboards.flatMap((each) => each.filters)) {
      if (filter.reads !== undefined) expect(filterSql(filter.key)).toMatch(/AS value/);
    }
  });

  it('says everything in both languages', () => {
    for (const { tile } of tiles) {
      for (const said of [tile.title, tile.why, tile.empty]) {
        expect(said.zh).toMatch(/\p{Script=Han}/u);
        expect(said.en).not.toMatch(/\p{Script=Han}/u);
      }
    }
  });
});

describe('every SELECT', () => {
  it('is used', () => {
    const used = new Set([
      ...tiles.map(({ tile }) => `${tile.select}.sql`),
      ...tiles.map(({ tile }) => `rows/${tile.rows.key}.sql`),
      ...dashboards.flatMap((each) => each.filters.map((filter) => `filters/${filter.key}.sql`)),
    ]);
    expect(files.filter((file) => !used.has(file))).toEqual([]);
  });

  it.each(files)('%s reads aliases only, so that nobody gets around the row limits', (file) => {
    const sql = readFileSync(join(folder, file), 'utf8');
    expect(sql).not.toMatch(/\b(?:FROM|JOIN)\s+`?\w+`?\s*\.\s*`?\w+/i);
    expect(sql).not.toMatch(/\b(?:store|meta|raw|stg|fct|mart|dim|system)\./i);
    expect(sql).not.toMatch(/\b(?:merge|remote|cluster|url|file|s3|input|numbers_mt|dictGet\w*)\s*\(/i);
  });
});
