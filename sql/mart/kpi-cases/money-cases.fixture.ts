import {
  credits,
  day,
  event,
  type Filling,
  type Inputs,
  list,
  ordered,
  type Rows,
  times,
} from './case-rows.fixture.ts';

export function collection({ due, paid_by_cutoff }: Inputs): Filling {
  const state = { invoice_no: 'I', order_no: 'O', due_date: day, month: '2026-07-01', is_due_in_month: true };
  return {
    kpi: 'collection',
    rows: {
      'fct.receivable': [{ ...state, due_base: String(due), paid_base: String(paid_by_cutoff) }],
      'fct.order_credit': credits([event('O', 1)]),
    },
    times: 100,
  };
}

/** The receipts of a case come in several months of one quarter. */
export function collectionDays({ signed, receipts }: Inputs): Filling {
  const paid = list(receipts).map((receipt, place) => {
    const [on, amount] = list(receipt);
    return {
      receipt_no: `R${place}`,
      invoice_no: 'I',
      order_no: 'O',
      business_date: on,
      amount_at_order_rate_base: String(amount),
    };
  });
  return {
    kpi: 'collection_days',
    rows: {
      'fct.payment': paid,
      'fct.order_credit': credits([event('O', 1, { booked_business_date: signed })]),
    },
    grain: 'quarter',
  };
}

export const concentration = ({ customer_sales }: Inputs): Filling => ({
  kpi: 'customer_concentration',
  rows: ordered(list(customer_sales).map((amount, place) => event(`O${place}`, amount))),
  times: 100,
});

export const mentions = (count: unknown, brand: string, sentiment: string): Rows =>
  times(count).map((n) => ({
    ...{
      mention_id: `${brand}${sentiment}${n}`,
      brand,
      is_own: brand === 'own',
      sentiment,
      business_date: day,
    },
  }));

export function season({ months }: Inputs): Filling {
  const sold = list(months).map((amount, place) => {
    const on = `2025-${String(place + 1).padStart(2, '0')}-28`;
    return event(`O${place}`, amount, { product_id: 'P', business_date: on, booked_business_date: on });
  });
  const end = event('END', 0, {
    product_id: 'P',
    business_date: '2025-12-31',
    booked_business_date: '2025-12-31',
  });
  return {
    kpi: 'seasonal_index',
    rows: ordered([...sold, end]),
    build: ['fct.season_month'],
    period: '2025-11-01',
  };
}

export const lags = ({ hours }: Inputs): Filling => ({
  kpi: 'entry_lag',
  rows: {
    'fct.activity': list(hours).map((lag, place) => ({
      ...{
        activity_id: `A${place}`,
        employee_id: 'E1',
        business_date: day,
        entry_lag_minutes: Number(lag) * 60,
      },
    })),
  },
});
