/** Every role of the product, in the order people are shown them. */
export const roles = ['rep', 'manager', 'executive', 'hr', 'finance', 'analyst', 'admin'] as const;
export type Role = (typeof roles)[number];

export function isRole(value: unknown): value is Role {
  return roles.some((role) => role === value);
}
