/**
 * What happened, apart from how any system writes it down; the truth is computed from these alone.
 * Days are day numbers in Asia/Shanghai, `fen` hundredths of the currency, `E4` ten-thousandths.
 */
export type Fact =
  | { readonly kind: 'rate'; readonly day: number; readonly currency: Currency; readonly rateE4: number }
  | BookedFact
  | {
      readonly kind: 'refunded';
      readonly refund: string;
      readonly order: string;
      readonly line: number;
      readonly day: number;
      readonly netFen: number;
    }
  | { readonly kind: 'refund-withdrawn'; readonly refund: string }
  | { readonly kind: 'cancelled'; readonly order: string; readonly day: number }
  /** Placed to be counted; booked and cancelled like any other besides. */
  | { readonly kind: 'wash-order'; readonly order: string }
  /** Nobody made it; recorded like any other besides. */
  | { readonly kind: 'fabricated-visit'; readonly activity: string; readonly day: number }
  | { readonly kind: 'order-withdrawn'; readonly order: string }
  | {
      readonly kind: 'received';
      readonly receipt: string;
      readonly day: number;
      readonly currency: Currency;
      readonly allocations: readonly { readonly order: string; readonly fen: number }[];
    }
  | {
      readonly kind: 'target';
      readonly employee: string;
      readonly month: string;
      readonly kpi: 'net_sales' | 'visits';
      readonly version: number;
      /** Fen for net_sales, hundredths of a visit for visits. */
      readonly hundredths: number;
    }
  | {
      readonly kind: 'opportunity';
      readonly opportunity: string;
      readonly state: 'open' | 'won' | 'lost' | 'deleted';
      readonly day: number;
      readonly owner: string;
      readonly amountFen: number;
    }
  | {
      readonly kind: 'activity';
      readonly activity: string;
      readonly type: 'visit' | 'call';
      readonly employee: string;
      readonly day: number;
    }
  | { readonly kind: 'activity-deleted'; readonly activity: string }
  | {
      readonly kind: 'comment';
      readonly comment: string;
      readonly post: string;
      readonly day: number;
      readonly sentiment: Sentiment;
      /** False when its date is malformed: it takes a place among the readable ones but counts nothing. */
      readonly wellFormed: boolean;
    }
  | { readonly kind: 'comment-deleted'; readonly comment: string }
  /** A second account of a customer that nothing but its name, and perhaps a number or address, gives away. */
  | { readonly kind: 'twin'; readonly account: string; readonly customer: string }
  | Malformed;

export type Currency = 'CNY' | 'USD' | 'EUR';
export type Sentiment = 'positive' | 'negative' | 'neutral';

export interface BookedFact {
  readonly kind: 'booked';
  /** ERP order number, or the CRM's where only the CRM has the order. */
  readonly order: string;
  readonly day: number;
  readonly currency: Currency;
  readonly lines: readonly {
    readonly line: number;
    readonly qty: number;
    readonly unitFen: number;
    readonly discountFen: number;
  }[];
  readonly credits: readonly { readonly employee: string; readonly shareE4: number }[];
}

export interface Malformed {
  readonly kind: 'malformed';
  readonly object: string;
  readonly key: string;
  readonly reason: MalformedReason;
}

export type MalformedReason =
  | 'order_missing_customer'
  | 'order_bad_date'
  | 'line_amount_text'
  | 'line_negative_qty'
  | 'receipt_amount_text'
  | 'activity_no_time'
  | 'comment_bad_date';
