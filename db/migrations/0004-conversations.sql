-- Conversations: who talks with whom. What is said in one is the feed of `conversation:<id>`, like any other feed (docs/decisions/0014).

-- A grant never leaves its account while somebody talks in its name: what a direct conversation names is a grant of that very account.
alter table grants add unique (id, account_id);

create table conversations (
  id uuid primary key default gen_random_uuid(),
  kind text not null check (kind in ('account', 'project', 'direct')),
  account_id uuid references accounts on delete cascade, -- whose contacts are in it; null in a project of the host's own
  project_id uuid references projects on delete cascade,
  grant_id uuid, -- direct: the contact takes part in the name of it [A5]; null once it was removed
  user_id uuid references users on delete cascade, -- direct: the contact's user
  staff_id uuid references users on delete cascade, -- direct: the staff member
  closed_at timestamptz,
  closed_by uuid references users on delete set null,
  created_at timestamptz not null default now(),
  last_at timestamptz not null default now(), -- when something was last said in it
  last_seq bigint not null default 0,
  foreign key (grant_id, account_id) references grants (id, account_id) on delete set null (grant_id),
  check (kind <> 'account' or (account_id is not null and num_nonnulls(project_id, grant_id, user_id, staff_id) = 0)),
  check (kind <> 'project' or (project_id is not null and num_nonnulls(grant_id, user_id, staff_id) = 0)),
  check (kind <> 'direct' or (num_nonnulls(account_id, user_id, staff_id) = 3 and project_id is null))
);
create unique index conversations_of_account on conversations (account_id) where kind = 'account';
-- A project that gets another counterparty gets another conversation: what was said with the one is nothing to the other.
create unique index conversations_of_project on conversations (project_id, account_id) nulls not distinct where kind = 'project';
create unique index conversations_direct on conversations (grant_id, staff_id) where kind = 'direct';
create index conversations_account on conversations (account_id);
create index conversations_staff on conversations (staff_id) where staff_id is not null;
create index conversations_recent on conversations (last_at desc, id desc);
create index grants_answers on grants (answers_id) where answers_id is not null;

-- Nobody hears of a muted conversation unless they are mentioned; nothing of it is hidden [C2].
create table conversation_mutes (
  conversation_id uuid not null references conversations on delete cascade,
  user_id uuid not null references users on delete cascade,
  grant_id uuid references grants on delete cascade,
  muted_at timestamptz not null default now(),
  unique nulls not distinct (conversation_id, user_id, grant_id)
);

-- Up to when a person was told by mail of what they had not read.
create table reminded (
  user_id uuid not null references users on delete cascade,
  grant_id uuid references grants on delete cascade,
  at timestamptz not null,
  unique nulls not distinct (user_id, grant_id)
);

-- The two of a direct conversation are a contact in their own grant and a staff member.
create function direct_is_between() returns trigger language plpgsql as $$
begin
  if not exists (select from users where id = new.staff_id and kind = 'staff')
    or not exists (select from grants where id = new.grant_id and user_id = new.user_id) then
    raise exception 'a direct conversation is between a contact and a staff member' using errcode = 'PG007';
  end if;
  return new;
end $$;
create trigger conversations_direct before insert on conversations for each row when (new.kind = 'direct') execute function direct_is_between();

-- Externals of different accounts never meet in one [C1]: what one writes stands only in a conversation of the account they write for.
-- With the same look the conversation learns when something was last said in it.
create function said_in_conversation() returns trigger language plpgsql as $$
begin
  update conversations c set last_at = new.at, last_seq = new.seq
  where c.id = split_part(new.stream, ':', 2)::uuid
    and (new.author_grant_id is null or exists (select from grants g where g.id = new.author_grant_id and g.account_id = c.account_id));
  if not found then raise exception 'only people of its account write in a conversation' using errcode = 'PG008'; end if;
  return new;
end $$;
create trigger said_in_conversation before insert on feed_entries for each row
  when (new.stream like 'conversation:%') execute function said_in_conversation();

-- Words of messages, in any language, for the search in one's conversations [C2].
create index feed_entries_words on feed_entries using gin (to_tsvector('simple', body))
  where stream like 'conversation:%' and body is not null;

-- What somebody was mentioned in and has not read.
create index mentions_user on mentions (user_id, entry_id);

alter table attachments add column conversation_id uuid references conversations on delete cascade;
alter table attachments drop constraint attachments_check;
alter table attachments add constraint attachments_one_record check (num_nonnulls(task_id, contract_id, conversation_id) = 1);
create index attachments_conversation on attachments (conversation_id, uploaded_at desc, id);

alter table policy_changes drop constraint policy_changes_reach_check;
alter table policy_changes add constraint policy_changes_reach_check
  check (reach in ('all', 'account', 'user', 'task', 'project', 'contract', 'conversation'));

create trigger gate_delete before delete on conversations for each statement execute function require_gate();
create trigger gate_update before update of kind, account_id, project_id, grant_id, user_id, staff_id, closed_at on conversations
  for each statement execute function require_gate();
