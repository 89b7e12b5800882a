export interface Product {
  readonly id: string;
  readonly crmId: string;
  readonly name: string;
  readonly categoryId: string;
  readonly family: string;
  readonly brand: string;
  readonly unit: string;
  priceFen: number;
  /** Pieces of a usual order line. */
  readonly usualQty: number;
}
