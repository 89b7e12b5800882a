/** The source that reads plan files; by it the periods they pay are told from those of others. */
export const planSourceName = 'plans';
