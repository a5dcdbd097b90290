-- What keeps strangers from guessing, and what tells a kept mail from one under way.

-- Tries per account and address, shared by all nodes; the shape is rate-limiter-flexible's [S17].
create table rate_limits (key text primary key, points integer not null default 0, expire bigint);
create index rate_limits_expire on rate_limits (expire);

-- Browsers that somebody has signed in from: a flood of wrong passwords from elsewhere does not lock them out [S17].
create table known_devices (
  token_hash text not null, -- SHA-256 of the device cookie, hex
  user_id uuid not null references users on delete cascade,
  seen_at timestamptz not null default clock_timestamp(),
  primary key (token_hash, user_id)
);
create index known_devices_user on known_devices (user_id);

-- Without a mail server a mail stops here, whole, for the host's admins to read and pass on.
alter table outbox_mails add column kept_at timestamptz;

-- A person's answer to a mail that got lost: the next one takes its place.
create index invitations_email on invitations (lower(email));
create index password_resets_user on password_resets (user_id, requested_at desc);
