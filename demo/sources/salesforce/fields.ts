export type FieldType =
  | 'id'
  | 'string'
  | 'reference'
  | 'boolean'
  | 'currency'
  | 'double'
  | 'percent'
  | 'int'
  | 'date'
  | 'datetime';

export type Fields = Readonly<Record<string, FieldType>>;

const fieldTypes: readonly FieldType[] = [
  'reference',
  'boolean',
  'currency',
  'double',
  'percent',
  'int',
  'date',
  'datetime',
];

const system: Fields = {
  Id: 'id',
  IsDeleted: 'boolean',
  CreatedDate: 'datetime',
  LastModifiedDate: 'datetime',
  SystemModstamp: 'datetime',
};

/** Every object with its fields, as describe tells and queries check them. */
export const objects: Readonly<Record<string, Fields>> = {
  User: declare('Name Email Username IsActive:boolean Title Employee_No__c ManagerId:reference'),
  Account: declare(
    'Name AccountNumber Credit_Code__c BillingCity Industry Type Phone Email__c OwnerId:reference',
  ),
  Contact: declare('AccountId:reference LastName Title Phone Email'),
  Product2: declare('Name ProductCode Family IsActive:boolean'),
  Opportunity: declare(
    'Name AccountId:reference OwnerId:reference StageName Amount:currency CurrencyIsoCode Probability:percent ForecastCategoryName CloseDate:date LeadSource IsClosed:boolean IsWon:boolean',
  ),
  OpportunityHistory: without(
    declare(
      'OpportunityId:reference StageName Amount:currency Probability:percent CloseDate:date ForecastCategory CreatedById:reference',
    ),
    'LastModifiedDate',
  ),
  Task: declare(
    'Subject Type Status OwnerId:reference AccountId:reference WhatId:reference ActivityDate:date CompletedDateTime:datetime CallDurationInSeconds:int Description',
  ),
  Event: declare(
    'Subject Type OwnerId:reference AccountId:reference WhatId:reference StartDateTime:datetime EndDateTime:datetime Location Check_In_Distance_Km__c:double Description',
  ),
  Order: declare(
    'OrderNumber ERP_Order_No__c AccountId:reference OpportunityId:reference OwnerId:reference Status EffectiveDate:date ActivatedDate:datetime CurrencyIsoCode TotalAmount:currency',
  ),
  OrderItem: declare(
    'OrderId:reference Line_No__c:double Product2Id:reference Quantity:double UnitPrice:currency Discount_Amount__c:currency TotalPrice:currency',
  ),
  Order_Credit__c: declare('Name Order__c:reference Employee__c:reference Pct__c:percent Kind__c'),
};

/** `Name Amount:currency …`; without a type a field is a string. */
function declare(text: string): Fields {
  const own = text.split(' ').map((part): [string, FieldType] => {
    const [name = '', type] = part.split(':');
    return [name, fieldTypes.find((known) => known === type) ?? 'string'];
  });
  return { ...system, ...Object.fromEntries(own) };
}

function without(fields: Fields, name: string): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([field]) => field !== name));
}
