/** Where workflows and activities wait for a worker. */
export const taskQueue = 'yardstick';
