/** Told as a backup goes on: what is done now, and which share of it, 0…1, where that is known. */
export type Progress = (step: string, share?: number) => void;
