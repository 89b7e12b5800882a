export type Cell = string | number | boolean | null;
export type Row = Readonly<Record<string, Cell>>;
export type DatabaseName = 'sample_erp' | 'sample_crm' | 'sample_social';

export interface TableDeclaration {
  readonly database: DatabaseName;
  readonly key: readonly string[];
  readonly columns: readonly string[];
}

const erp = (key: string, rest: string): TableDeclaration => ({
  database: 'sample_erp',
  key: key.split(' '),
  columns: [...key.split(' '), ...rest.split(' ')],
});

/** Every stored table: its key and, in storage order, its columns. */
export const tables = {
  'erp.org_unit': erp('org_id valid_from', 'name level parent_id valid_to updated_at'),
  'erp.employee': erp('employee_id', 'name email job_title hire_date leave_date is_deleted updated_at'),
  'erp.employee_assignment': erp('employee_id valid_from', 'valid_to org_id role manager_id'),
  'erp.product_category': erp('category_id', 'name parent_id updated_at'),
  'erp.product': erp(
    'product_id',
    'name category_id brand unit list_price standard_cost is_active updated_at',
  ),
  'erp.customer': erp(
    'customer_id',
    'name credit_code city province region_id industry channel phone email created_on is_deleted updated_at',
  ),
  'erp.sales_order': erp(
    'order_no',
    'customer_id currency status created_at confirmed_at cancelled_at due_date delivered_at channel promotion is_deleted updated_at',
  ),
  'erp.sales_order_line': erp(
    'order_no line_no',
    'product_id qty unit_price discount tax_rate tax_amount updated_at',
  ),
  'erp.refund': erp('refund_no', 'order_no line_no refunded_at qty net_amount reason is_deleted updated_at'),
  'erp.invoice': erp('invoice_no', 'order_no issued_on due_date currency amount updated_at'),
  'erp.receipt': erp('receipt_no', 'customer_id received_at currency amount method is_deleted updated_at'),
  'erp.receipt_allocation': erp('receipt_no invoice_no', 'amount updated_at'),
  'erp.fx_rate': erp('rate_date from_currency', 'to_currency rate updated_at'),
  'erp.sales_target': erp('employee_id month kpi version', 'amount approved_at updated_at'),
  'erp.inventory': erp('product_id warehouse snapshot_date', 'on_hand updated_at'),
  'crm.record': {
    database: 'sample_crm',
    key: ['object', 'id'],
    columns: ['object', 'id', 'modstamp', 'deleted', 'body'],
  },
  'social.post': {
    database: 'sample_social',
    key: ['id'],
    columns: ['id', 'created_at', 'deleted', 'body'],
  },
  'social.comment': {
    database: 'sample_social',
    key: ['id'],
    columns: ['id', 'post_id', 'created_at', 'deleted', 'body'],
  },
} as const satisfies Record<string, TableDeclaration>;

export type TableName = keyof typeof tables;

/** A row as it stands after a change; a later one of the same key replaces it. */
export interface RowChange {
  readonly table: TableName;
  readonly row: Row;
}
