const blockBytes = 64 * 1024 * 1024;

/** What a session begins with, where the engine's own default would not do for a server. */
export const sessionDefaults: readonly (readonly [string, string | number])[] = [
  // Text without SELECT is an error, as in a server.
  ['implicit_select', 0],
  // Spooled rows are read, not mapped: mapped pages would count as memory, as much as the body is long.
  ['storage_file_read_method', 'pread'],
  // Rows of any width take the same memory on their way in.
  ['max_insert_block_size_bytes', blockBytes],
  ['min_insert_block_size_bytes', blockBytes],
];
