-- Accounts and contacts in full, notes [E8], what a navigator of ten thousand grants needs [A8], and the code that opens an empty portal.

-- ── Accounts and contacts ───────────────────────────────────────────────────────────────────────────────────────────
-- `version` tells two Saves apart [X10].
alter table accounts
  add column is_person boolean not null default false, -- a one-person business [A1]
  add column phone text,
  add column website text,
  add column address text,
  add column version integer not null default 1;
alter table contacts add column version integer not null default 1;
create index contacts_email on contacts (lower(email));

alter table users add column version integer not null default 1;

-- ── Grants ──────────────────────────────────────────────────────────────────────────────────────────────────────────
alter table grants add column version integer not null default 1;
create index grants_contact on grants (contact_id);
create index grants_role on grants (role, id);
create index grants_seen on grants (coalesce(last_seen_at, '-infinity'::timestamptz), id);
create index grants_kind on grants (kind, id);
create index grants_days on grants (coalesce(days_back, 100000000), id);
create index grants_ends on grants (coalesce(expires_at, 'infinity'::timestamptz), id);
create index users_name on users (lower(name), id);

-- ── Notes ───────────────────────────────────────────────────────────────────────────────────────────────────────────
create table notes (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null references accounts on delete cascade,
  body text not null check (length(body) between 1 and 20000),
  author_id uuid not null references users,
  shared_at timestamptz, -- null: the host's own people only
  removed_at timestamptz,
  edited_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null default clock_timestamp()
);
create index notes_account on notes (account_id, created_at desc, id desc) where removed_at is null;
create index notes_shared on notes (account_id, created_at desc, id desc) where removed_at is null and shared_at is not null;

alter table attachments add column note_id uuid references notes on delete cascade;
alter table attachments drop constraint attachments_one_record;
alter table attachments add constraint attachments_one_record
  check (num_nonnulls(task_id, contract_id, project_id, conversation_id, note_id) = 1);
create index attachments_note on attachments (note_id, uploaded_at desc, id) where note_id is not null;

create trigger gate_delete before delete on notes for each statement execute function require_gate();
create trigger gate_update before update of account_id on notes for each statement execute function require_gate();
-- Sharing only adds; what takes a note from somebody's eyes is a rule.
create trigger gate_unshare before update of shared_at, removed_at on notes for each row
  when (old.shared_at is not null and (new.shared_at is null or (new.removed_at is not null and old.removed_at is null)))
  execute function require_gate_row();

-- ── What came of a rule on the screens ──────────────────────────────────────────────────────────────────────────────
-- How many open screens a node told of the rules after `since` up to `version`, and how many answered. Counted, never relied upon.
create unlogged table rule_echoes (
  node_id uuid not null,
  since bigint not null,
  version bigint not null,
  told integer not null,
  answered integer not null default 0,
  at timestamptz not null default clock_timestamp(),
  primary key (version, since, node_id)
);

-- ── The first owner ─────────────────────────────────────────────────────────────────────────────────────────────────
-- Codes that were printed in terminals of an empty portal, by their SHA-256; each node prints its own, all are gone once one was used.
create table first_run_codes (code_hash text primary key, printed_at timestamptz not null default clock_timestamp());
create index policy_changes_by on policy_changes (changed_by, version desc);
