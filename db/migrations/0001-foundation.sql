-- The foundation: who there is, who may, projects and tasks, contracts, streams.
-- Rules that hold whatever the code does (B4, unique grants, one answer per sender's id) live here.

-- ── The gate ────────────────────────────────────────────────────────────────────────────────────────────────────────
-- An empty table that is only ever locked: ROW SHARE to show or do, EXCLUSIVE to change a rule (docs/decisions/0001).
create table policy_gate ();
create table policy_version (one boolean primary key default true check (one), version bigint not null default 1);
insert into policy_version default values;
create table policy_changes (
  version bigint primary key,
  reach text not null check (reach in ('all', 'account', 'user', 'task', 'project', 'contract')),
  reach_id uuid,
  what text not null,
  changed_by uuid,
  at timestamptz not null default clock_timestamp()
);

-- Raises unless this session holds the gate EXCLUSIVE: a rule changed outside `work.rule` fails its first test [S7]. Whatever changes a
-- rule moves the version as well, so that nothing made under an older one passes for current.
create function rule_changes(changed text) returns void language plpgsql as $$
begin
  if not exists (
    select from pg_locks where pid = pg_backend_pid() and locktype = 'relation'
      and relation = 'policy_gate'::regclass and mode = 'ExclusiveLock' and granted
  ) then
    raise exception 'a rule in % may change only under work.rule', changed using errcode = 'PG001';
  end if;
  update policy_version set version = version + 1;
end $$;
create function require_gate() returns trigger language plpgsql as $$
begin
  perform rule_changes(tg_table_name);
  return null;
end $$;

-- ── People ──────────────────────────────────────────────────────────────────────────────────────────────────────────
create table users (
  id uuid primary key default gen_random_uuid(),
  kind text not null check (kind in ('staff', 'external')),
  name text not null check (length(name) between 1 and 200),
  email text not null,
  login_name text,
  password_hash text,
  locale text not null default 'en',
  time_zone text not null default 'Europe/Sofia',
  staff_role text check (staff_role in ('owner', 'admin', 'member')),
  may_grant_access boolean not null default false,
  may_login_as_client boolean not null default false,
  may_act_as_client boolean not null default false,
  does_billing boolean not null default false,
  does_contracts boolean not null default false,
  frozen text check (frozen in ('read_only', 'off')),
  frozen_until timestamptz,
  created_at timestamptz not null default now(),
  last_seen_at timestamptz,
  check ((kind = 'staff') = (staff_role is not null))
);
create unique index users_email on users (lower(email));
create unique index users_login_name on users (lower(login_name));

create table sessions (
  id text primary key, -- SHA-256 of the cookie's token, hex [S8]
  user_id uuid not null references users on delete cascade,
  expires_at timestamptz not null,
  absolute_expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  last_used_at timestamptz not null default now(),
  user_agent text not null default '',
  address text not null default ''
);
create index sessions_user on sessions (user_id);

create table accounts (
  id uuid primary key default gen_random_uuid(),
  name text not null check (length(name) between 1 and 200),
  is_customer boolean not null default true,
  is_supplier boolean not null default false,
  email text,
  locale text not null default 'en',
  frozen text check (frozen in ('read_only', 'off')),
  frozen_until timestamptz,
  created_at timestamptz not null default now(),
  check (is_customer or is_supplier)
);
create index accounts_name on accounts (lower(name), id);

create table contacts (
  id uuid primary key default gen_random_uuid(),
  account_id uuid not null references accounts on delete cascade,
  user_id uuid references users on delete set null,
  name text not null check (length(name) between 1 and 200),
  email text,
  phone text,
  job_title text,
  is_primary boolean not null default false,
  created_at timestamptz not null default now()
);
create index contacts_account on contacts (account_id, lower(name), id);
create index contacts_user on contacts (user_id);
create unique index contacts_primary on contacts (account_id) where is_primary;

create table grants (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references users on delete cascade,
  account_id uuid not null references accounts on delete cascade,
  contact_id uuid references contacts on delete set null,
  kind text not null check (kind in ('client', 'supplier', 'collaborator')),
  role smallint not null check (role in (10, 20, 30, 40, 80, 90)),
  days_back integer check (days_back >= 1),
  notes text not null default '',
  answers_id uuid references users on delete set null,
  expires_at timestamptz,
  suspended_at timestamptz,
  created_at timestamptz not null default now(),
  last_seen_at timestamptz,
  unique (user_id, account_id, kind)
);
create index grants_account on grants (account_id);

create table invitations (
  id uuid primary key default gen_random_uuid(),
  contact_id uuid not null references contacts on delete cascade,
  account_id uuid not null references accounts on delete cascade,
  email text not null,
  token_hash text unique, -- SHA-256, hex; null once withdrawn [A2]
  kind text not null check (kind in ('client', 'supplier', 'collaborator')),
  role smallint not null check (role in (10, 20, 30, 40, 80, 90)),
  days_back integer check (days_back >= 1),
  notes text not null default '',
  answers_id uuid references users on delete set null,
  grant_expires_at timestamptz,
  invited_by uuid not null references users,
  invited_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz,
  withdrawn_at timestamptz
);
create index invitations_account on invitations (account_id, invited_at desc);
create unique index invitations_open on invitations (contact_id, kind) where used_at is null and withdrawn_at is null;

create table password_resets (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references users on delete cascade,
  token_hash text not null unique,
  requested_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz
);

create function forbid_external() returns trigger language plpgsql as $$
begin
  if tg_argv[0] = 'auditor' and new.role <> 'auditor' then return new; end if;
  if not exists (select from users where id = new.user_id and kind = 'staff') then
    raise exception 'only staff can be % of %', new.role, tg_table_name using errcode = 'PG004';
  end if;
  return new;
end $$;

-- Staff take part as themselves, an external only as a contact of an account: in the name of a grant of their own [A5].
create function takes_part_in_own_name() returns trigger language plpgsql as $$
begin
  if new.grant_id is null and exists (select from users where id = new.user_id and kind = 'staff') then return new; end if;
  if new.grant_id is not null and exists (select from grants where id = new.grant_id and user_id = new.user_id) then return new; end if;
  raise exception 'nobody takes part in % but staff, and externals in a grant of their own', tg_table_name using errcode = 'PG005';
end $$;

-- A user is staff or external, for good [A20]: a staff member turned external would stay the auditor they were [B4].
create function users_keep_kind() returns trigger language plpgsql as $$
begin
  raise exception 'a user is staff or external for good' using errcode = 'PG006';
end $$;
create trigger users_keep_kind before update of kind on users for each row when (new.kind <> old.kind) execute function users_keep_kind();

-- ── Settings and the matrix ─────────────────────────────────────────────────────────────────────────────────────────
create table portal_settings (
  one boolean primary key default true check (one),
  host_name text not null default 'Portico',
  time_zone text not null default 'Europe/Sofia',
  administrator_contact text not null default '',
  portal_on boolean not null default true,
  clients_disabled boolean not null default false,
  contract_comments boolean not null default true,
  block_upload boolean not null default false,
  block_edit boolean not null default false,
  block_delete boolean not null default false,
  attachment_mode text not null default 'always' check (attachment_mode in ('always', 'until_approved')),
  version integer not null default 1,
  saved_at timestamptz,
  saved_by uuid references users
);
insert into portal_settings default values;

-- Only the cells that differ, or once differed, from the catalogue's default. An insert can narrow, so it is guarded too.
create table matrix_cells (
  object text not null,
  action text not null,
  kind text not null check (kind in ('client', 'supplier', 'collaborator')),
  ticked boolean not null,
  primary key (object, action, kind)
);

-- ── Projects and tasks ──────────────────────────────────────────────────────────────────────────────────────────────
create table projects (
  id uuid primary key default gen_random_uuid(),
  ref text not null unique,
  name text not null check (length(name) between 1 and 200),
  description text not null default '',
  account_id uuid references accounts on delete restrict,
  manager_id uuid not null references users,
  status text not null default 'planned' check (status in ('planned', 'active', 'on_hold', 'done', 'cancelled')),
  counterparty_sees_tasks boolean not null default false,
  starts_on date,
  ends_on date,
  version integer not null default 1,
  created_at timestamptz not null default now()
);
create index projects_account on projects (account_id);
create index projects_recent on projects (created_at, id);
create index projects_name on projects (lower(name), id);
create index projects_ends on projects (coalesce(ends_on, 'infinity'::date), id);
create index projects_manager on projects (manager_id);

create table project_staff (
  project_id uuid not null references projects on delete cascade,
  user_id uuid not null references users on delete cascade,
  role text not null check (role in ('team', 'client_manager', 'auditor')),
  primary key (project_id, user_id, role)
);
create index project_staff_user on project_staff (user_id);
create trigger project_staff_are_staff before insert or update on project_staff for each row execute function forbid_external('any'); -- B4

create table tasks (
  id uuid primary key default gen_random_uuid(),
  ref text not null unique,
  project_id uuid not null references projects on delete cascade,
  title text not null check (length(title) between 1 and 300),
  description text not null default '',
  status text not null default 'new'
    check (status in ('draft', 'new', 'in_progress', 'ready_for_review', 'done', 'declined', 'on_hold', 'cancelled')),
  priority text not null default 'normal' check (priority in ('low', 'normal', 'high', 'urgent')),
  due_on date,
  author_id uuid not null references users,
  author_grant_id uuid references grants on delete set null,
  hidden_from_counterparty boolean not null default false,
  version integer not null default 1,
  created_at timestamptz not null default now()
);
create index tasks_recent on tasks (project_id, created_at, id);
create index tasks_due on tasks (project_id, coalesce(due_on, 'infinity'::date), id);
create index tasks_title on tasks (project_id, lower(title), id);
create index tasks_status on tasks (project_id, status);
create index tasks_author on tasks (author_id);
create index tasks_author_grant on tasks (author_grant_id);

create table task_people (
  id uuid primary key default gen_random_uuid(),
  task_id uuid not null references tasks on delete cascade,
  user_id uuid not null references users on delete cascade,
  grant_id uuid references grants on delete cascade, -- null for staff; an external takes part as a contact of an account [A5]
  role text not null check (role in ('assignee', 'participant', 'auditor')),
  added_at timestamptz not null default now(),
  unique nulls not distinct (task_id, user_id, grant_id, role),
  check (role <> 'auditor' or grant_id is null)
);
create index task_people_user on task_people (user_id, task_id);
create index task_people_grant on task_people (grant_id, task_id);
create unique index task_people_assignee on task_people (task_id) where role = 'assignee';
create trigger task_auditors_are_staff before insert or update on task_people for each row execute function forbid_external('auditor'); -- B4
create trigger task_people_in_own_name before insert or update on task_people for each row execute function takes_part_in_own_name();

create table checklist_items (
  id uuid primary key default gen_random_uuid(),
  task_id uuid not null references tasks on delete cascade,
  position integer not null,
  text text not null check (length(text) between 1 and 500),
  done_at timestamptz,
  done_by uuid references users
);
create index checklist_items_task on checklist_items (task_id, position);

-- ── Contracts ───────────────────────────────────────────────────────────────────────────────────────────────────────
create table contracts (
  id uuid primary key default gen_random_uuid(),
  ref text not null unique,
  title text not null check (length(title) between 1 and 300),
  body text not null default '',
  account_id uuid not null references accounts on delete restrict,
  owner_id uuid not null references users,
  requested_by_grant_id uuid references grants on delete set null,
  status text not null default 'draft' check (status in ('requested', 'draft', 'in_review', 'awaiting_approval', 'approved',
    'out_for_signature', 'active', 'expired', 'terminated', 'rejected', 'on_hold')),
  comments text not null default 'as_portal' check (comments in ('as_portal', 'closed')),
  version integer not null default 1,
  created_at timestamptz not null default now()
);
create index contracts_account on contracts (account_id, created_at desc, id);
create index contracts_list on contracts (created_at desc, id);

create table contract_people (
  id uuid primary key default gen_random_uuid(),
  contract_id uuid not null references contracts on delete cascade,
  user_id uuid not null references users on delete cascade,
  grant_id uuid references grants on delete cascade,
  role text not null check (role in ('reviewer', 'approver', 'signer')),
  position smallint not null default 1,
  added_at timestamptz not null default now(),
  unique nulls not distinct (contract_id, user_id, grant_id, role)
);
create index contract_people_grant on contract_people (grant_id, contract_id);
create index contract_people_user on contract_people (user_id, contract_id);
create trigger contract_people_in_own_name before insert or update on contract_people for each row execute function takes_part_in_own_name();

-- An approval stands while withdrawn_at is null, whatever the contract's status says [D4].
create table approvals (
  id uuid primary key default gen_random_uuid(),
  contract_id uuid not null references contracts on delete cascade,
  contract_version integer not null,
  user_id uuid not null references users,
  grant_id uuid references grants on delete set null,
  at timestamptz not null default now(),
  withdrawn_at timestamptz,
  withdrawn_by uuid references users
);
create unique index approvals_standing on approvals (contract_id, user_id) where withdrawn_at is null;

-- ── Files ───────────────────────────────────────────────────────────────────────────────────────────────────────────
create table blobs (
  hash text primary key, -- SHA-256 of the content, hex; the file store's name for it
  size bigint not null,
  created_at timestamptz not null default now()
);

create table attachments (
  id uuid primary key default gen_random_uuid(),
  task_id uuid references tasks on delete cascade,
  contract_id uuid references contracts on delete cascade,
  name text not null check (length(name) between 1 and 255),
  media_type text not null,
  size bigint not null,
  blob_hash text not null references blobs,
  version integer not null default 1,
  uploaded_by uuid not null references users,
  uploaded_grant_id uuid references grants on delete set null,
  account_id uuid references accounts on delete set null, -- of the external who uploaded it; null for staff [D4]
  uploaded_at timestamptz not null default clock_timestamp(),
  removed_at timestamptz,
  removed_by uuid references users,
  check (num_nonnulls(task_id, contract_id) = 1)
);
create index attachments_task on attachments (task_id, uploaded_at desc, id);
create index attachments_contract on attachments (contract_id, uploaded_at desc, id);
create index attachments_blob on attachments (blob_hash);

create table attachment_versions (
  attachment_id uuid not null references attachments on delete cascade,
  version integer not null,
  name text not null,
  media_type text not null,
  size bigint not null,
  blob_hash text not null references blobs,
  uploaded_by uuid not null references users,
  uploaded_at timestamptz not null default clock_timestamp(),
  primary key (attachment_id, version)
);
create index attachment_versions_blob on attachment_versions (blob_hash);

-- ── Streams ─────────────────────────────────────────────────────────────────────────────────────────────────────────
-- One row per stream; its clock is the order of commits (docs/decisions/0003). Names: task:<id>, task:<id>/team, contract:<id>, grant:<id> …
create table streams (name text primary key, clock bigint not null default 0, oldest bigint not null default 1) with (fillfactor = 50);
create table events (
  stream text not null,
  seq bigint not null,
  fact text not null,
  data jsonb not null,
  at timestamptz not null default clock_timestamp(),
  primary key (stream, seq)
);
create index events_at on events (at);

-- A feed mixes what people wrote and what happened, in the order of its stream. One table for tasks, contracts, conversations.
create table feed_entries (
  id uuid primary key default gen_random_uuid(),
  stream text not null,
  seq bigint not null,
  at timestamptz not null default clock_timestamp(),
  author_id uuid not null references users,
  author_grant_id uuid references grants on delete set null,
  sent_id uuid not null, -- the sender's own id: a retry is stored once [C3]
  body text, -- null: something happened
  happened jsonb, -- { what, … ids }
  reply_to uuid references feed_entries on delete set null,
  edited_at timestamptz,
  deleted_at timestamptz,
  unique (author_id, sent_id),
  check (num_nonnulls(body, happened) = 1)
);
create unique index feed_entries_stream on feed_entries (stream, seq desc);
create index feed_entries_at on feed_entries (stream, at desc);
create index feed_entries_reply on feed_entries (reply_to) where reply_to is not null;

create table mentions (
  entry_id uuid not null references feed_entries on delete cascade,
  user_id uuid not null references users on delete cascade,
  primary key (entry_id, user_id)
);
create table entry_versions (
  entry_id uuid not null references feed_entries on delete cascade,
  body text not null,
  written_at timestamptz not null,
  replaced_at timestamptz not null default clock_timestamp(),
  primary key (entry_id, replaced_at)
);
create table read_marks (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references users on delete cascade,
  grant_id uuid references grants on delete cascade,
  stream text not null,
  seq bigint not null,
  at timestamptz not null default now(),
  unique nulls not distinct (user_id, grant_id, stream)
);
create index read_marks_stream on read_marks (stream);

-- Who is here and who is typing: valid while their node's heartbeat is fresh, so nothing needs to be cleaned up after a crash.
create unlogged table nodes (id uuid primary key, beat_at timestamptz not null default clock_timestamp());
create unlogged table presence (
  node_id uuid not null,
  socket_id text not null,
  stream text not null,
  user_id uuid not null,
  grant_id uuid,
  typing_until timestamptz,
  primary key (stream, node_id, socket_id)
);
create index presence_socket on presence (node_id, socket_id);

-- ── Mail and audit ──────────────────────────────────────────────────────────────────────────────────────────────────
create table outbox_mails (
  id uuid primary key default gen_random_uuid(),
  to_address text not null,
  subject text not null,
  text_body text not null,
  html_body text not null,
  about text not null default '', -- what it hangs on, e.g. invitation:<id>: decided again just before it is handed over
  created_at timestamptz not null default now(),
  sent_at timestamptz,
  dropped_at timestamptz, -- no longer true when its time came
  attempts integer not null default 0,
  last_error text
);
create index outbox_mails_list on outbox_mails (created_at desc, id);

create table audit_entries (
  id bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(),
  actor_id uuid,
  actor_grant_id uuid,
  what text not null,
  subject text not null default '',
  old jsonb,
  new jsonb,
  address text not null default ''
);
create index audit_entries_at on audit_entries (at desc, id desc);

-- ── The demo ─────────────────────────────────────────────────────────────────────────────────────────────────────────
-- The subjects whose part of the demo is filled in; none in a portal that somebody uses.
create table demo_parts (name text primary key, filled_at timestamptz not null default now());

-- ── What `decide` reads narrows only under the gate ─────────────────────────────────────────────────────────────────
create trigger gate_delete before delete on users for each statement execute function require_gate();
create trigger gate_update before update of kind, staff_role, may_grant_access, may_login_as_client, may_act_as_client, does_billing,
  does_contracts, frozen, frozen_until on users for each statement execute function require_gate();
create trigger gate_delete before delete on sessions for each statement execute function require_gate();
create trigger gate_update before update of user_id, absolute_expires_at on sessions for each statement execute function require_gate();
create trigger gate_delete before delete on accounts for each statement execute function require_gate();
create trigger gate_update before update of frozen, frozen_until, is_customer, is_supplier on accounts for each statement execute function require_gate();
create trigger gate_delete before delete on grants for each statement execute function require_gate();
create trigger gate_update before update of user_id, account_id, kind, role, days_back, expires_at, suspended_at, answers_id on grants
  for each statement execute function require_gate();
create trigger gate_any before insert or delete on portal_settings for each statement execute function require_gate();
create trigger gate_update before update of portal_on, clients_disabled, contract_comments, block_upload, block_edit, block_delete, attachment_mode, time_zone
  on portal_settings for each statement execute function require_gate();
create trigger gate_any before insert or update or delete on matrix_cells for each statement execute function require_gate();
create trigger gate_delete before delete on projects for each statement execute function require_gate();
create trigger gate_update before update of account_id, manager_id, counterparty_sees_tasks on projects for each statement execute function require_gate();
create trigger gate_delete before delete on project_staff for each statement execute function require_gate();
create trigger gate_update before update on project_staff for each statement execute function require_gate();
create trigger gate_delete before delete on tasks for each statement execute function require_gate();
create trigger gate_update before update of project_id, author_id, author_grant_id, hidden_from_counterparty on tasks for each statement execute function require_gate();
create trigger gate_delete before delete on task_people for each statement execute function require_gate();
create trigger gate_update before update of task_id, user_id, grant_id, role on task_people for each statement execute function require_gate();
create trigger gate_delete before delete on contracts for each statement execute function require_gate();
create trigger gate_update before update of account_id, owner_id, comments, requested_by_grant_id on contracts for each statement execute function require_gate();
create trigger gate_delete before delete on contract_people for each statement execute function require_gate();
create trigger gate_update before update of contract_id, user_id, grant_id, role on contract_people for each statement execute function require_gate();
create trigger gate_delete before delete on approvals for each statement execute function require_gate();
create trigger gate_update before update on approvals for each statement execute function require_gate();

-- Back to Draft hides a record from externals [F9]: only that change of a status is a rule.
create function require_gate_row() returns trigger language plpgsql as $$
begin
  perform rule_changes(tg_table_name);
  return new;
end $$;
create trigger gate_draft before update of status on tasks for each row
  when (new.status = 'draft' and old.status <> 'draft') execute function require_gate_row();
create trigger gate_draft before update of status on contracts for each row
  when (new.status = 'draft' and old.status <> 'draft') execute function require_gate_row();
