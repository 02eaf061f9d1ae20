/** How the embedded server is set. Nothing acknowledged may be lost, and its log holds no one's data. */
export const embeddedSettings: Readonly<Record<string, string>> = {
  shared_buffers: '256MB',
  max_connections: '200',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  wal_compression: 'on',
  max_wal_size: '2GB',
  // Log that a stopped archive has not taken is kept up to here, and no more: filings go on, the gap is told.
  max_slot_wal_keep_size: '4GB',
  password_encryption: 'scram-sha-256',
  timezone: 'UTC',
  // A process that hangs inside a transaction holds its locks no longer than this.
  idle_in_transaction_session_timeout: '5min',
  tcp_keepalives_idle: '30',
  // Rotated by size and day; old files are removed by the launcher.
  logging_collector: 'on',
  log_directory: 'log',
  log_filename: 'postgresql-%Y%m%d-%H%M%S.log',
  log_rotation_age: '1d',
  log_rotation_size: '10MB',
  log_timezone: 'UTC',
  log_line_prefix: '%m [%p] %q%u@%d %a ',
  // Statements and details of errors contain the values of people's messages.
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_parameter_max_length_on_error: '0',
};
