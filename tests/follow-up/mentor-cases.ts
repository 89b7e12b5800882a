import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { verify } from '../../cli/answers/audit/verify.ts';
import { menteeKpis } from '../../cli/answers/mentor/kpis.ts';
import { mentorList } from '../../cli/answers/mentor/list.ts';
import { mentorEnd, mentorPair } from '../../cli/answers/mentor/pair.ts';
import type { FollowedCompany } from './company.ts';

/** Who coaches whom, who decides that, and what mentors see; cases of the company that the test file has opened. They come last: they break the chain. */
export function mentorCases(company: () => FollowedCompany): void {
  const email = (name: string) => `${name}@golden.example`;
  const as = (name: string) => ({ by: email(name), passwordFile: company().passwordFile });

  it('shows a mentee’s KPIs to the mentor on the days of the pair and to nobody else', {
    timeout: 120_000,
  }, async () => {
    const day = company().on('2026-03-05');
    const pair = { mentor: 'R2', mentee: 'R1', from: '2026-03-01' };
    await expect(menteeKpis(day, 'R1', as('r2'))).rejects.toMatchObject({ code: 'APPROVAL_REFUSED' });
    for (const stranger of ['r2', 'm8', 'finance'])
      await expect(mentorPair(day, { ...pair, ...as(stranger) })).rejects.toMatchObject({
        code: 'APPROVAL_REFUSED',
      });
    await expect(mentorPair(day, { ...pair, by: email('m9') })).rejects.toMatchObject({
      code: 'APPROVAL_REFUSED',
    });
    // Nobody gives a mentor to oneself, or to a superior of the same team.
    for (const mentee of ['M9', 'D1'])
      await expect(mentorPair(day, { ...pair, mentee, ...as('m9') })).rejects.toMatchObject({
        code: 'APPROVAL_REFUSED',
      });
    await mentorPair(day, { ...pair, ...as('m9') });
    await expect(mentorPair(day, { ...pair, mentor: 'R3', ...as('director') })).rejects.toThrow(
      'R2 is the mentor',
    );
    await expect(mentorPair(day, { ...pair, mentor: 'R1', ...as('m9') })).rejects.toThrow('of oneself');
    const { data } = await menteeKpis(day, 'R1', as('r2'));
    expect(data).toContainEqual(
      expect.objectContaining({ kpi: 'net_sales', month: '2026-03-01', value: 3_000, valueBefore: 2_000 }),
    );
    for (const [mentee, asking] of [
      ['R1', 'm9'],
      ['R2', 'r1'],
      ['R3', 'r2'],
    ] as const)
      await expect(menteeKpis(day, mentee, as(asking))).rejects.toMatchObject({ code: 'APPROVAL_REFUSED' });
    expect((await mentorList(day, { as: email('r2') })).data).toHaveLength(1);
    expect((await mentorList(day, { as: email('m8') })).data).toEqual([]);
    await expect(menteeKpis(company().on('2026-02-28'), 'R1', as('r2'))).rejects.toThrow('on 2026-02-28');
  });

  it('ends with the pair', { timeout: 120_000 }, async () => {
    const day = company().on('2026-03-10');
    const ending = { reason: 'reached the target' };
    await expect(mentorEnd(day, '1', { ...ending, ...as('r1') })).rejects.toMatchObject({
      code: 'APPROVAL_REFUSED',
    });
    await expect(mentorEnd(day, '1', { ...ending, by: email('r2') })).rejects.toMatchObject({
      code: 'APPROVAL_REFUSED',
    });
    await expect(mentorEnd(day, '1', { ...ending, ...as('m9'), on: '2026-03-02' })).rejects.toThrow(
      '2026-03-02 is over',
    );
    await mentorEnd(day, '1', { ...ending, ...as('r2') });
    await expect(mentorEnd(day, '1', { ...ending, ...as('m9'), on: '2026-03-02' })).rejects.toThrow(
      'It ends on 2026-03-10 already',
    );
    await expect(mentorEnd(day, '1', { ...ending, ...as('m9') })).rejects.toThrow(
      'It ends on 2026-03-10 already',
    );
    await expect(menteeKpis(day, 'R1', as('r2'))).rejects.toThrow('on 2026-03-10');
    await menteeKpis(company().on('2026-03-09'), 'R1', as('r2'));
    await mentorPair(day, { mentor: 'R3', mentee: 'R1', ...as('m9') });
    const { db } = company().pipeline.context;
    await sql`UPDATE ledger.mentor_pair SET ends_on = NULL WHERE id = 1`.execute(db);
    expect((await verify(db, undefined)).data).toMatchObject({
      problem: 'mentor pair 1 is not what the chain says of it',
    });
  });
}
