import { type FieldType, objects } from './fields.ts';
import type { VisibleObject } from './soql-sql.ts';

/** `/sobjects`. */
export function listObjects(base: string) {
  return {
    encoding: 'UTF-8',
    maxBatchSize: 200,
    sobjects: Object.keys(objects).map((name) => ({
      name,
      label: name,
      custom: name.endsWith('__c'),
      queryable: true,
      replicateable: true,
      urls: { sobject: `${base}/sobjects/${name}`, describe: `${base}/sobjects/${name}/describe` },
    })),
  };
}

/** `/sobjects/X/describe`: fields a caller cannot see are simply not there. */
export function describeObject({ name, fields }: VisibleObject) {
  return {
    name,
    label: name,
    custom: name.endsWith('__c'),
    queryable: true,
    replicateable: true,
    fields: Object.entries(fields).map(([field, type]) => ({
      name: field,
      label: field,
      type,
      soapType: soapType(type),
      custom: field.endsWith('__c'),
      nillable: type !== 'id' && type !== 'boolean',
      filterable: true,
      sortable: true,
    })),
  };
}

function soapType(type: FieldType): string {
  if (type === 'id' || type === 'reference') return 'tns:ID';
  if (type === 'currency' || type === 'percent' || type === 'double') return 'xsd:double';
  return type === 'datetime' ? 'xsd:dateTime' : `xsd:${type}`;
}
