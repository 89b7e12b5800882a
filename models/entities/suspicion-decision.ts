import { category, date32, string, strings } from '../kit/column.ts';
import { defineEntity } from './entity.ts';

export const suspicionDecision = defineEntity({
  name: 'suspicion_decision',
  description: 'What somebody who is not concerned has decided about one suspicion; the newest word.',
  descriptionZh: '由与疑点无利害关系的人员对其作出的裁定，取最新一次。',
  columns: {
    suspicion_id: string.describe('Rule and subject of the suspicion', '疑点编号：规则与对象'),
    subject_kind: category.describe(
      'order, activity, employee',
      '对象类别：order 订单、activity 跟进、employee 员工',
    ),
    concerns: strings.describe('Orders or follow-ups the decision is about', '裁定所涉及的订单或跟进编号'),
    state: category.describe(
      'cleared: credit is given; confirmed: it is not; reopened: it is open again',
      'cleared 已澄清，计入；confirmed 已确认，不计；reopened 重新待查',
    ),
    evidence_hash: string.describe(
      'Of the evidence that was decided on: other evidence opens the suspicion again',
      '裁定所依据证据的散列；证据变化则重新待查',
    ),
    reason: string.describe('Why', '理由'),
    decided_by: string.describe('Account that answers for it', '负责裁定的账号').isPersonal(),
    decided_on: date32.describe('Day of the decision', '裁定日'),
  },
  key: ['suspicion_id'],
});
