import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadProject } from '../../activities/project.ts';
import { loadConfig } from '../../config/load.ts';
import { connectorTemplates, isTemplateName, yamlFor } from './init/template.ts';

test('what init writes is a configuration that loads', () => {
  const folder = mkdtempSync(join(tmpdir(), 'yardstick-init-'));
  try {
    const file = join(folder, 'yardstick.yaml');
    writeFileSync(file, yamlFor(Object.keys(connectorTemplates).filter(isTemplateName)));
    const config = loadConfig(file, {
      ERP_URL: 'postgresql://reader:secret@db.example:5432/erp',
      ...{ SF_CLIENT_ID: 'id', SF_CLIENT_SECRET: 'secret', WEIBO_TOKEN: 'token', FILES_FOLDER: '/drop' },
    });
    expect(config.sources.map(({ name }) => name)).toEqual(['erp', 'crm', 'social', 'files']);
    expect(loadProject(config).streams.map(({ stream }) => stream)).toContain('sales_order_line');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
