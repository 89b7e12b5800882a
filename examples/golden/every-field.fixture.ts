// A period that uses every optional field, with figures worked out by hand.
//
// Net of the deals at the lock (CRM before ERP, USD at 7 since 5 January, 31 March 16:00Z is April):
//   A1  O1 60 % of 80,000 = 48,000 · O2 USD 10,000 = 70,000, owner of N5 in January · O3 14 of 30 days of 60,000 = 28,000
//       · O7 40,000, its credit note had not arrived · O10 10,000; O8 had not arrived at all                        196,000
//   B2  O3 16 of 30 days = 32,000 · O4 50,000 − 10,000 = 40,000 · O5 20,000 · O6 30,000, cancelled in April         122,000
//   C3  O1 40 % = 32,000 · O9 cancelled · O12 under review                                                          32,000
// Targets: A1 150,000 + 50,000 · B2 180,000 × 33 of 60 workdays × 0.8 = 79,200 · C3 150,000 × (31/31 + 0 + 0) ÷ 3 = 50,000
// Weights: A1 15 days of .5/.5, 30 of .6/.2/.2, 45 of .7/.3 → sales 57/90, csat 7.5/90, follow-up 6/90, collection 6/90, new 13.5/90
//          C3 15 days of .5/.5, 16 of .6/.2/.2 → sales 17.1/31, csat 7.5/31, follow-up and collection 3.2/31
// Scores:  A1 (57·98 + 7.5·90 + 6·100 + 6·70.9677… + 13.5·50) ÷ 90 = 88.4645…; collected 132,000 of 186,000 due
//          B2 .6·150 + .2·50 + .2·77.7777… = 115.5555…; C3 (17.1·64 + 7.5·80 + 3.2·100) ÷ 27.8 = 72.4604…, no follow-up target
// Commission: 5 % to half of the target, 4 % to the target, 2 % above:
//   A1  100,000 · 5 % + 96,000 · 4 % = 8,840, × 1.00; O3 half paid, O7 and O10 not → 2,400 + 3,320 + 560 released
//   B2  39,600 · 5 % + 39,600 · 4 % + 42,800 · 2 % = 4,420, × 1.20 = 5,304; (1,600 ÷ 2 + 1,676) × 1.20 = 2,971.20 released
//   C3  64 % is below the gate of 90 %: nothing, and the guarantee of 3,000 on top
// Bonus: 1 % of 350,000 by 7,961.806… : 5,777.777… : 2,246.273… → 1,743.185…, 1,265.007…, 491.807…: the two fen left to B2 and C3
const reps = {
  A1: {
    ...{ target: '200000.00', net_sales: '196000.00', overlay_sales: '0.00', attainment_pct: '98.0000' },
    ...{ in_role_days: 90, followup_target: '30.0000', new_customers: 1, csat: '4.5000', csat_basis: 'own' },
    ...{ collection_paid: '132000.00', collection_due: '186000.00', collection_rate_pct: '70.9677' },
    weights: {
      ...{ sales: '0.633333', csat: '0.083333', followup: '0.066667', collection: '0.066667' },
      new_customers: '0.150000',
    },
    kpi_scores: {
      ...{ sales: '98.0000', csat: '90.0000', followup: '100.0000', collection: '70.9677' },
      new_customers: '50.0000',
    },
    ...{ final_score: '88.4645', coefficient: '1.00' },
    deals: [
      deal('O1', '60.0000', '48000.00', [['48000.00', '0.05']], '2400.00', '100.0000'),
      deal(
        'O2',
        '100.0000',
        '70000.00',
        [
          ['52000.00', '0.05'],
          ['18000.00', '0.04'],
        ],
        '3320.00',
        '100.0000',
      ),
      deal('O3', '46.6667', '28000.00', [['28000.00', '0.04']], '1120.00', '50.0000'),
      deal('O7', '100.0000', '40000.00', [['40000.00', '0.04']], '1600.00', '0.0000'),
      deal('O10', '100.0000', '10000.00', [['10000.00', '0.04']], '400.00', '0.0000'),
    ],
    ...{ commission_earned: '8840.00', after_coefficient: '8840.00', after_cap: '8840.00' },
    ...{ cap_withheld: '0.00', released: '6280.00', held: '2560.00' },
    ...{ draw_guarantee: '0.00', draw_top_up: '0.00', commission_payable: '6280.00' },
    ...{ team_bonus: '1743.18', total_payable: '8023.18' },
  },
  B2: {
    ...{ target: '79200.00', net_sales: '122000.00', overlay_sales: '20000.00', attainment_pct: '154.0404' },
    ...{ in_role_days: 50, followup_target: '16.6667', new_customers: 1, csat: '4.0000' },
    ...{ csat_basis: 'team_fallback', collection_paid: '56000.00', collection_due: '72000.00' },
    collection_rate_pct: '77.7778',
    weights: { sales: '0.600000', followup: '0.200000', collection: '0.200000' },
    kpi_scores: { sales: '150.0000', followup: '50.0000', collection: '77.7778' },
    ...{ final_score: '115.5556', coefficient: '1.20' },
    deals: [
      deal('O3', '53.3333', '32000.00', [['32000.00', '0.05']], '1600.00', '50.0000'),
      deal(
        'O4',
        '100.0000',
        '40000.00',
        [
          ['7600.00', '0.05'],
          ['32400.00', '0.04'],
        ],
        '1676.00',
        '100.0000',
      ),
      deal(
        'O5',
        '100.0000',
        '20000.00',
        [
          ['7200.00', '0.04'],
          ['12800.00', '0.02'],
        ],
        '544.00',
        '0.0000',
      ),
      deal('O6', '100.0000', '30000.00', [['30000.00', '0.02']], '600.00', '0.0000'),
    ],
    ...{ commission_earned: '4420.00', after_coefficient: '5304.00', after_cap: '5304.00' },
    ...{ cap_withheld: '0.00', released: '2971.20', held: '2332.80' },
    ...{ draw_guarantee: '0.00', draw_top_up: '0.00', commission_payable: '2971.20' },
    ...{ team_bonus: '1265.01', total_payable: '4236.21' },
  },
  C3: {
    ...{ target: '50000.00', net_sales: '32000.00', overlay_sales: '0.00', attainment_pct: '64.0000' },
    ...{ in_role_days: 31, followup_target: null, new_customers: 0, csat: '4.0000' },
    ...{ csat_basis: 'team_fallback', collection_paid: '32000.00', collection_due: '32000.00' },
    collection_rate_pct: '100.0000',
    weights: { sales: '0.551613', csat: '0.241935', followup: '0.103226', collection: '0.103226' },
    kpi_scores: { sales: '64.0000', csat: '80.0000', followup: null, collection: '100.0000' },
    ...{ final_score: '72.4604', coefficient: '0.50' },
    deals: [
      deal(
        'O1',
        '40.0000',
        '32000.00',
        [
          ['25000.00', '0.05'],
          ['7000.00', '0.04'],
        ],
        '1530.00',
        '100.0000',
      ),
      deal('O9', '100.0000', '0.00', [], '0.00', '0.0000'),
      deal('O12', '100.0000', '0.00', [], '0.00', '0.0000'),
    ],
    ...{ commission_earned: '0.00', after_coefficient: '0.00', after_cap: '0.00' },
    ...{ cap_withheld: '0.00', released: '0.00', held: '0.00' },
    ...{ draw_guarantee: '3000.00', draw_top_up: '3000.00', commission_payable: '3000.00' },
    ...{ team_bonus: '491.81', total_payable: '3491.81' },
  },
};

export const close = {
  ...{ period: { id: '2026Q1', start: '2026-01-01', end: '2026-03-31' }, as_of: '2026-03-31', reps },
  team: {
    ...{ target: '329200.00', net_sales: '350000.00', attainment_pct: '106.3183' },
    ...{ bonus_pool: '3500.00', bonus_sum: '3500.00' },
  },
  // M9 manages, and the plan pays no manager.
  manager: null,
  // Posted: O9 counts in January and is taken back in February, the refund of O4 in March. Restated: in the months of the orders.
  monthly_posted: { '2026-01': '160000.00', '2026-02': '100000.00', '2026-03': '90000.00' },
  monthly_restated: { '2026-01': '150000.00', '2026-02': '100000.00', '2026-03': '100000.00' },
  // USD 10,000 came in at 7.20.
  fx_gain_excluded: '2000.00',
  total_commission_cost: '15751.20',
};

// A month later: A1's O7 has shrunk to 25,000 and O8 has come in before O10: 100,000 · 5 % + 100,000 · 4 % + 6,000 · 2 % = 9,120, of
// which 2,400 + 3,320 + 1,120 + 1,000 are paid. B2's O6 is cancelled: 3,820 × 1.20 = 4,584, of which (1,600 + 1,676) × 1.20 are paid.
export const adjustment = {
  as_of: '2026-04-30',
  reps: {
    A1: change('8840.00', '9120.00', '280.00', '1560.00', '1280.00'),
    B2: change('5304.00', '4584.00', '-720.00', '960.00', '652.80'),
    C3: change('0.00', '0.00', '0.00', '0.00', '0.00'),
  },
  team: {
    ...{ net_closed: '350000.00', net_restated: '330000.00', attainment_restated_pct: '100.2430' },
    team_bonus_reopened: false,
  },
  manager_override_delta: '0.00',
};

function deal(
  order_no: string,
  credit_pct: string,
  credited: string,
  slices: readonly (readonly [amount: string, rate: string])[],
  commission: string,
  paid_fraction_pct: string,
) {
  return { order_no, credit_pct, credited, slices, commission, paid_fraction_pct };
}

/** Nobody is asked for money back here: what was lost had not been released. */
function change(closed: string, restated: string, delta: string, released: string, held: string) {
  return {
    ...{ earned_closed: closed, earned_restated: restated, delta_earned: delta, cash_clawback: '0.00' },
    ...{ delta_held_from_sales_change: delta, newly_released: released, held_after: held },
  };
}
