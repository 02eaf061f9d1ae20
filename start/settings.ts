/** Every setting of the platforms, with its meaning. docker-compose.yml is held against this list by a test. */
import {
  choiceSetting,
  dangerous,
  numberSetting,
  optionalSetting,
  portSetting,
  portsSetting,
  secret,
  textSetting,
  type Values,
} from '../shared-services/kit/settings.ts';

export const settings = {
  PORTORIUM_DATA: textSetting('folder of the embedded database, certificates and generated secrets', 'data'),
  DATABASE_URL: secret(
    optionalSetting(
      'PostgreSQL server with the right to create roles and schemas; without it an embedded one is started',
    ),
  ),
  PORTORIUM_DATABASE_SECRETS: optionalSetting('file with the connection strings of this platform alone (split form)'),
  PORTORIUM_HOST: dangerous(textSetting('address on which the gateways listen', '127.0.0.1')),
  PORTORIUM_INTERNAL_HOST: dangerous(textSetting('address on which platforms take calls of each other', '127.0.0.1')),
  PORTORIUM_CERTIFICATES: optionalSetting(
    'folder of the certificates; without it the development authority makes them in the data folder',
  ),
  PORTORIUM_TLS_MIN_VERSION: dangerous(
    choiceSetting(
      'oldest TLS that is spoken where both sides show certificates; TLSv1.2 for Member States that cannot do better',
      ['TLSv1.3', 'TLSv1.2'],
      'TLSv1.3',
    ),
  ),
  PORTORIUM_REVOCATION: dangerous(
    choiceSetting(
      'hard: a certificate of an authority without revocation list is refused; where-published: accepted, with an alarm',
      ['hard', 'where-published'],
      'hard',
    ),
  ),
  PORTORIUM_REVOCATION_GRACE_HOURS: dangerous(
    numberSetting('how long a revocation list still counts after its successor was due', 24, 0),
  ),
  PORTORIUM_REVOCATION_URLS: optionalSetting(
    'addresses (http or https, separated by commas) from which revocation lists are fetched, beside those in files',
  ),
  PORTORIUM_RECEIPT_KEYS: optionalSetting(
    'folder of the keys of this process’s receipts; without it receipt-keys beside the certificates, or drawn in the data folder',
  ),
  PORTORIUM_RECEIPT_ISSUER: textSetting('name of the operator in receipts, such as its address', 'portorium'),
  PORTORIUM_AUDIT_ORIGIN: textSetting(
    'name of the audit log, such as its address without https://: first line of its checkpoints, and name of its keys',
    'portorium/audit',
  ),
  PORTORIUM_AUDIT_KEYS: optionalSetting(
    'folder of the keys that sign the audit log’s checkpoints; without it audit-keys beside the certificates, or drawn in the data folder',
  ),
  PORTORIUM_AUDIT_WITNESS_URL: optionalSetting(
    'witness that is shown each checkpoint of the audit log: address below which add-checkpoint is (C2SP tlog-witness)',
  ),
  PORTORIUM_AUDIT_WITNESS_KEY: optionalSetting('verifier key of the witness, name+id+base64 (C2SP tlog-cosignature)'),
  PORTORIUM_AUDIT_WITNESS_FOLDER: optionalSetting(
    'folder that is given each checkpoint as a file: on another machine, where this one may add and not change',
  ),

  PORTORIUM_SPEED2NG_PORT: portSetting('SPEED2ng: REST, SOAP and the portal for traders (HTTPS)', 8443),
  PORTORIUM_PORTAL_IDLE_MINUTES: numberSetting(
    'a session at the portal or the workbench ends without a request for this long',
    20,
    1,
  ),
  PORTORIUM_PORTAL_SESSION_HOURS: numberSetting(
    'a session at the portal or the workbench ends after this time at the latest',
    10,
    1,
  ),
  PORTORIUM_CONSOLE_IDLE_MINUTES: numberSetting('a session at the console ends without a request for this long', 20, 1),
  PORTORIUM_CONSOLE_SESSION_HOURS: numberSetting('a session at the console ends after this time at the latest', 10, 1),
  PORTORIUM_CCN2NG_PORT: portSetting('CCN2ng: SOAP and REST for Member States (mutual TLS)', 9443),
  PORTORIUM_CCN2NG_GRPC_PORT: portSetting('CCN2ng: gRPC for Member States (mutual TLS)', 9444),
  PORTORIUM_WORKBENCH_PORT: portSetting('CCN2ng: the workbench of risk experts (HTTPS)', 9445),
  PORTORIUM_UUMDS_PORT: portSetting('UUM&DS: OpenID provider', 8180),
  PORTORIUM_UUMDS_MTLS_PORT: portSetting('UUM&DS: token endpoint for systems with a certificate (mutual TLS)', 8189),
  PORTORIUM_NATIONAL_SIGN_INS: portsSetting(
    'invented national sign-ins beside the embedded UUM&DS, and their ports on this machine; none for none',
    'BE=8181,DE=8182,NL=8183',
  ),
  PORTORIUM_SHARED_SERVICES_PORT: portSetting(
    'Shared services: operations for administrators, and the operators’ console (HTTPS)',
    8543,
  ),

  PORTORIUM_LOG_STORE_MEGABYTES: numberSetting(
    'log lines that are kept for searching, before the oldest go; with indices about twice as much on disk',
    512,
    1,
  ),

  PORTORIUM_SECURITY_EVENT_DAYS: numberSetting('how long security events and closed incidents are kept', 90, 1),
  PORTORIUM_SECURITY_EVENTS_KEPT: numberSetting(
    'security events that are kept at most; the oldest go',
    2_000_000,
    1000,
  ),
  PORTORIUM_SYSLOG: optionalSetting(
    'shared services: receiver of security events by syslog over TLS (RFC 5424, 5425), siem.example:6514; without it they are fetched only',
  ),
  PORTORIUM_SYSLOG_AUTHORITIES: optionalSetting(
    'shared services: file of the authorities by which the receiver of syslog proves itself; those of the system without it',
  ),
  PORTORIUM_COUNTRY_NETWORKS: optionalSetting(
    'shared services: CSV file of networks and their countries, 192.0.2.0/24,BE; without it new networks are told instead',
  ),

  PORTORIUM_SPEED2NG_RPC_ADDRESS: textSetting('where other platforms reach SPEED2ng', 'localhost:7101'),
  PORTORIUM_CCN2NG_RPC_ADDRESS: textSetting('where other platforms reach CCN2ng', 'localhost:7102'),
  PORTORIUM_CDCO_RPC_ADDRESS: textSetting('where other platforms reach CDCO', 'localhost:7103'),
  PORTORIUM_SHARED_SERVICES_RPC_ADDRESS: textSetting(
    'where other platforms reach the shared services',
    'localhost:7104',
  ),
  PORTORIUM_UUMDS_RPC_ADDRESS: textSetting('where other platforms reach UUM&DS', 'localhost:7105'),

  PORTORIUM_SPEED2NG_MANAGEMENT_PORT: portSetting('SPEED2ng: /metrics and /health', 9101),
  PORTORIUM_CCN2NG_MANAGEMENT_PORT: portSetting('CCN2ng: /metrics and /health', 9102),
  PORTORIUM_CDCO_MANAGEMENT_PORT: portSetting('CDCO: /metrics and /health', 9103),
  PORTORIUM_SHARED_SERVICES_MANAGEMENT_PORT: portSetting('Shared services: /metrics and /health', 9104),
  PORTORIUM_UUMDS_MANAGEMENT_PORT: portSetting('UUM&DS: /metrics and /health', 9105),

  PORTORIUM_SPEED2NG_URL: optionalSetting(
    'address under which traders, and people at the portal, reach SPEED2ng, where it is not the one that it listens on; DPoP proofs must name it',
  ),
  PORTORIUM_WORKBENCH_URL: optionalSetting(
    'address under which risk experts reach the workbench, where it is not the one that it listens on',
  ),
  PORTORIUM_SHARED_SERVICES_URL: optionalSetting(
    'address under which operators reach the shared services, where it is not the one that they listen on',
  ),
  PORTORIUM_STANDING_SECONDS: dangerous(
    numberSetting('how old news of who is no longer believed may be; without newer ones nobody is admitted', 10, 1),
  ),
  PORTORIUM_CLIENT_CERTIFICATES: dangerous(
    choiceSetting(
      'whether SPEED2ng asks for the certificates to which tokens are bound; browsers that have one may ask their user',
      ['asked', 'not-asked'],
      'asked',
    ),
  ),
  PORTORIUM_PROOF_NONCES: choiceSetting(
    'whether DPoP proofs must have a nonce of the gateway',
    ['not-asked', 'asked'],
    'not-asked',
  ),
  PORTORIUM_ISSUER: dangerous(
    optionalSetting('issuer of the tokens, https://keycloak.example/realms/portorium; without it the embedded UUM&DS'),
  ),
  PORTORIUM_KEYCLOAK_REGISTRAR_KEY: optionalSetting(
    'UUM&DS: file of the private key (PKCS #8, PEM) of the client portorium-registrar, by which API clients are carried over to the Keycloak of PORTORIUM_ISSUER; without it they are not',
  ),
  // Who answers there is shown the registrar's assertions, and is believed about sign-outs.
  PORTORIUM_KEYCLOAK_URL: dangerous(
    optionalSetting(
      'UUM&DS: where this process reaches the administration of Keycloak, https://keycloak.internal:8443, where that is not at the issuer',
    ),
  ),
  PORTORIUM_MEMBER_STATES: textSetting(
    'Member States with a certificate of the development authority and their push endpoints: BE=https://127.0.0.1:9601,DE',
    'BE=https://127.0.0.1:9601,DE',
  ),
  PORTORIUM_MESSAGE_SECURITY: dangerous(
    textSetting(
      'CCN2ng: how SOAP messages are secured, by Member State: BE=signed,DE=signed+encrypted,*=none. With none a signature is verified where there is one; in production: *=signed',
      '',
    ),
  ),
  PORTORIUM_PARTNER_CERTIFICATES: optionalSetting(
    'CCN2ng: folder with BE.pem, DE.pem: RSA certificates for which content is encrypted',
  ),
  PORTORIUM_SEALS_REQUIRED: dangerous(
    textSetting('SPEED2ng: EORIs of traders whose messages must come sealed, with commas between; * for everybody', ''),
  ),
  PORTORIUM_OTLP_URL: optionalSetting(
    'collector of traces (OTLP over HTTP), http://collector:4318; without it no spans are made',
  ),
  PORTORIUM_PROBE_SECONDS: numberSetting(
    'how often the platform’s own probes call the gateways as partners do; 0 for never',
    60,
    0,
  ),
  PORTORIUM_PROBE_SPEED2NG_URL: optionalSetting('where probes reach SPEED2ng; without it on this machine'),
  PORTORIUM_PROBE_CCN2NG_URL: optionalSetting('where probes reach CCN2ng; without it on this machine'),
  PORTORIUM_PROBE_SECRET: secret(
    optionalSetting(
      'secret of the client portorium-probe at an issuer of the operator’s own; without it nothing is filed there as a probe',
    ),
  ),
  PORTORIUM_SCREENING_SECONDS: numberSetting('time a Member State has for its e-screening answer', 3600, 1),
  PORTORIUM_REQUESTS_PER_MINUTE: dangerous(
    numberSetting(
      'requests that one trader or Member State may send in a minute; one of its accounts or certificates four fifths',
      60_000,
      1,
    ),
  ),
  PORTORIUM_REQUESTS_PER_MINUTE_OF_ADDRESS: dangerous(
    numberSetting(
      'requests that may come from one IPv4 address or IPv6 network /64 in a minute, whoever sends them',
      120_000,
      1,
    ),
  ),
  PORTORIUM_TRUSTED_PROXIES: dangerous(
    textSetting(
      'proxies before the gateways whose X-Forwarded-For is believed: addresses and networks, 10.0.0.7,10.1.0.0/16',
      '',
    ),
  ),
  PORTORIUM_DANGEROUS_SETTINGS: dangerous(
    choiceSetting(
      'told: a process that starts with a dangerous setting to which no two people have agreed says so, and goes on; agreed: it does not start',
      ['told', 'agreed'],
      'told',
    ),
  ),
  PORTORIUM_SEALING_KEY_FILE: optionalSetting(
    'file of the key under which restricted criteria are sealed in the database, 64 hexadecimal digits; without it sealing-key beside the certificates, or, without certificates of your own, drawn in the data folder',
  ),
  PORTORIUM_BACKUP_STORE: optionalSetting(
    'where backups and the archive of the log are kept: a folder on another disk, or s3://bucket/prefix?endpoint=https://...&region=...; without it there are none',
  ),
  PORTORIUM_BACKUP_SPOOL: optionalSetting(
    'folder of the log under way to the store, durable and on another disk than the database; spool in the store, where that is a folder',
  ),
  PORTORIUM_BACKUP_KEY_FILE: optionalSetting('file of the key that seals backups, 64 hexadecimal digits'),
  PORTORIUM_BACKUP_KEY: secret(optionalSetting('the key itself, where no file can be given')),
  PORTORIUM_BACKUP_COMMITS: dangerous(
    choiceSetting(
      'synchronous: what is acknowledged is in the archive of the log too, as long as that goes; asynchronous: it follows',
      ['synchronous', 'asynchronous'],
      'synchronous',
    ),
  ),
  PORTORIUM_BACKUP_EVERY_HOURS: numberSetting('how often a whole backup is taken', 24, 0.01),
  PORTORIUM_BACKUP_KEEP_DAYS: numberSetting('every moment of so many days can be restored', 14, 0),
  PORTORIUM_BACKUP_SPOOL_MIB: numberSetting(
    'the log under way takes no more; the server keeps what comes after (max_slot_wal_keep_size), and commits do not wait',
    4096,
    32,
  ),
  PORTORIUM_ARCHIVE_STORE: optionalSetting(
    'where packages of closed cases are kept: a folder, or s3://bucket/prefix?endpoint=https://...&region=...; without it archive in the data folder, or, with certificates of your own, none',
  ),
  PORTORIUM_ARCHIVE_QUIET_DAYS: numberSetting(
    'a case is archived when it is closed and nothing has happened to it for so many days',
    90,
    1,
  ),
  PORTORIUM_ARCHIVE_CASES_PER_MINUTE: numberSetting('no more cases are archived in a minute', 3000, 1),
  PORTORIUM_ARCHIVE_CHECK_DAYS: numberSetting(
    'every file of the archive is read and compared once in so many days',
    90,
    1,
  ),
  PORTORIUM_LOG_LEVEL: choiceSetting(
    'how much is logged',
    ['trace', 'debug', 'info', 'warn', 'error', 'silent'],
    'info',
  ),
} as const;

export type PlatformSettings = Values<typeof settings>;
