/** The server's command line: our settings stand there and not in postgresql.conf, so a new version of ours applies them to an old cluster. */
export function serverArguments(cluster: string, port: number, fsync: boolean): readonly string[] {
  return [
    '-D',
    cluster,
    ...Object.entries(settings(port, fsync)).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
}

function settings(port: number, fsync: boolean): Record<string, string | number> {
  return {
    listen_addresses: '127.0.0.1',
    port,
    // Sockets would need a folder short enough (107 bytes) and open to both accounts; nobody needs them.
    unix_socket_directories: '',
    max_connections: 60,
    shared_buffers: '64MB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    password_encryption: 'scram-sha-256',
    ...(fsync ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
}
