-- The ERP. Money columns that once came from spreadsheets are text, as in many a grown system.
CREATE SCHEMA erp;

CREATE TABLE erp.org_unit (
    org_id text, valid_from date, name text NOT NULL, level text NOT NULL, parent_id text, valid_to date,
    updated_at timestamptz NOT NULL, PRIMARY KEY (org_id, valid_from));
CREATE TABLE erp.employee (
    employee_id text PRIMARY KEY, name text NOT NULL, email text, job_title text, hire_date date NOT NULL, leave_date date,
    is_deleted boolean NOT NULL, updated_at timestamptz NOT NULL);
CREATE TABLE erp.employee_assignment (
    employee_id text, valid_from date, valid_to date, org_id text NOT NULL, role text NOT NULL, manager_id text,
    PRIMARY KEY (employee_id, valid_from));
CREATE TABLE erp.product_category (
    category_id text PRIMARY KEY, name text NOT NULL, parent_id text, updated_at timestamptz NOT NULL);
CREATE TABLE erp.product (
    product_id text PRIMARY KEY, name text NOT NULL, category_id text NOT NULL, brand text, unit text,
    list_price numeric(18, 2), standard_cost numeric(18, 2), is_active boolean NOT NULL, updated_at timestamptz NOT NULL);
CREATE TABLE erp.customer (
    customer_id text PRIMARY KEY, name text NOT NULL, credit_code text, city text, province text, region_id text,
    industry text, channel text, phone text, email text, created_on date, is_deleted boolean NOT NULL, updated_at timestamptz NOT NULL);
CREATE TABLE erp.sales_order (
    order_no text PRIMARY KEY, customer_id text, currency text NOT NULL, status text NOT NULL, created_at timestamptz NOT NULL,
    confirmed_at timestamptz, cancelled_at timestamptz, due_date date, delivered_at timestamptz, channel text,
    promotion text, is_deleted boolean NOT NULL, updated_at timestamptz NOT NULL);
CREATE TABLE erp.sales_order_line (
    order_no text, line_no integer, product_id text NOT NULL, qty numeric(18, 4) NOT NULL, unit_price varchar(32),
    discount numeric(18, 2) NOT NULL, tax_rate numeric(6, 4), tax_amount numeric(18, 2), updated_at timestamptz NOT NULL,
    PRIMARY KEY (order_no, line_no));
CREATE TABLE erp.refund (
    refund_no text PRIMARY KEY, order_no text NOT NULL, line_no integer NOT NULL, refunded_at timestamptz NOT NULL,
    qty numeric(18, 4), net_amount numeric(18, 2) NOT NULL, reason text, is_deleted boolean NOT NULL,
    updated_at timestamptz NOT NULL);
CREATE TABLE erp.invoice (
    invoice_no text PRIMARY KEY, order_no text NOT NULL, issued_on date NOT NULL, due_date date NOT NULL, currency text NOT NULL,
    amount numeric(18, 2) NOT NULL, updated_at timestamptz NOT NULL);
CREATE TABLE erp.receipt (
    receipt_no text PRIMARY KEY, customer_id text, received_at timestamptz NOT NULL, currency text NOT NULL, amount varchar(32),
    method text, is_deleted boolean NOT NULL, updated_at timestamptz NOT NULL);
CREATE TABLE erp.receipt_allocation (
    receipt_no text, invoice_no text, amount numeric(18, 2) NOT NULL, updated_at timestamptz NOT NULL,
    PRIMARY KEY (receipt_no, invoice_no));
CREATE TABLE erp.fx_rate (
    rate_date date, from_currency text, to_currency text NOT NULL, rate numeric(18, 8) NOT NULL, updated_at timestamptz NOT NULL,
    PRIMARY KEY (rate_date, from_currency));
CREATE TABLE erp.sales_target (
    employee_id text, month date, kpi text, version integer, amount numeric(18, 2) NOT NULL, approved_at timestamptz,
    updated_at timestamptz NOT NULL, PRIMARY KEY (employee_id, month, kpi, version));
CREATE TABLE erp.inventory (
    product_id text, warehouse text, snapshot_date date, on_hand numeric(18, 4) NOT NULL, updated_at timestamptz NOT NULL,
    PRIMARY KEY (product_id, warehouse, snapshot_date));
