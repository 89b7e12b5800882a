/** What a course is about: the topics that suggestions name, and knowledge of products. */
export const courseTopics = [
  'sales_skills',
  'market',
  'crm',
  'collection',
  'service',
  'data_literacy',
  'product',
] as const;

type CourseTopic = (typeof courseTopics)[number];

const names: Readonly<Record<CourseTopic, { readonly en: string; readonly zh: string }>> = {
  sales_skills: { en: 'sales skills', zh: '销售技能' },
  market: { en: 'market', zh: '市场' },
  crm: { en: 'customer care', zh: '客户管理' },
  collection: { en: 'collection', zh: '回款' },
  service: { en: 'service', zh: '服务' },
  data_literacy: { en: 'data literacy', zh: '数据素养' },
  product: { en: 'products', zh: '产品知识' },
};

/** A topic as people read it; one that published rows still name and nobody knows any more, as it stands. */
export function topicName(topic: string, tongue: 'en' | 'zh'): string {
  const known = courseTopics.find((each) => each === topic);
  return known === undefined ? topic : names[known][tongue];
}
