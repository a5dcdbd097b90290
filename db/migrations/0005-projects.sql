-- Projects in full: updates, files, planned dates, and the lists of everything one has.

-- ── Updates [B9] ────────────────────────────────────────────────────────────────────────────────────────────────────
create table project_updates (
  id uuid primary key default gen_random_uuid(),
  project_id uuid not null references projects on delete cascade,
  author_id uuid not null references users,
  sent_id uuid not null, -- the sender's own id: a form that is sent again is stored once
  body text not null check (length(body) between 1 and 10000),
  version integer not null default 1,
  posted_at timestamptz not null default clock_timestamp(),
  edited_at timestamptz,
  unique (author_id, sent_id)
);
create index project_updates_project on project_updates (project_id, posted_at desc, id);

create function only_staff_write() returns trigger language plpgsql as $$
begin
  if exists (select from users where id = new.author_id and kind = 'staff') then return new; end if;
  raise exception 'only staff can write %', tg_table_name using errcode = 'PG004';
end $$;
create trigger project_updates_are_of_staff before insert or update of author_id on project_updates
  for each row execute function only_staff_write();

-- ── Files of a project ──────────────────────────────────────────────────────────────────────────────────────────────
alter table attachments add column project_id uuid references projects on delete cascade;
alter table attachments drop constraint attachments_one_record;
alter table attachments add constraint attachments_one_record
  check (num_nonnulls(task_id, contract_id, project_id, conversation_id) = 1);
create index attachments_project on attachments (project_id, uploaded_at desc, id);

-- ── Tasks ───────────────────────────────────────────────────────────────────────────────────────────────────────────
alter table tasks add column starts_on date;

-- Lists of tasks of all projects: everything, and what is still open.
create index tasks_of_all_recent on tasks (created_at, id);
create index tasks_of_all_due on tasks (coalesce(due_on, 'infinity'::date), id);
create index tasks_of_all_title on tasks (lower(title), id);
create index tasks_open_recent on tasks (created_at, id)
  where status in ('draft', 'new', 'in_progress', 'ready_for_review', 'on_hold');
create index tasks_open_due on tasks (coalesce(due_on, 'infinity'::date), id)
  where status in ('draft', 'new', 'in_progress', 'ready_for_review', 'on_hold');
-- Columns of boards.
create index tasks_column on tasks (status, coalesce(due_on, 'infinity'::date), id);
create index tasks_project_column on tasks (project_id, status, coalesce(due_on, 'infinity'::date), id);
drop index tasks_status;
