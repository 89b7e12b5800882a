import { expect, it } from 'vitest';
import { notifySchema } from './notify.ts';

const chat = (name: string) => ({ type: 'slack', name, url: 'https://chat.example/x' });
const problems = (document: object) =>
  notifySchema.safeParse(document).error?.issues.map(({ path, message }) => [path.join('.'), message]) ?? [];

it('is the short form a channel of its own', () => {
  const { channels } = notifySchema.parse({ webhook: 'https://hooks.example/x', channels: [chat('sales')] });
  expect(channels.map(({ type, name, about }) => [type, name, about])).toEqual([
    ['slack', 'sales', ['*']],
    ['json', 'webhook', ['operations']],
  ]);
});

it('refuses two channels of one name, whether or not one is the short form', () => {
  const refused = [['channels', expect.stringContaining('channels of different names')]];
  expect(problems({ channels: [chat('a'), chat('a')] })).toEqual(refused);
  expect(problems({ webhook: 'https://hooks.example/x', channels: [chat('webhook')] })).toEqual(refused);
  expect(problems({ channels: [chat('webhook')] })).toEqual([]);
});

it('refuses an address that nothing can be posted to, under its key', () => {
  expect(problems({ webhook: 'ftp://hooks.example/x' })).toEqual([
    ['webhook', expect.stringContaining('https://hooks.example')],
  ]);
});
