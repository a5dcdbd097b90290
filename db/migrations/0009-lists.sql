-- Lists of tasks that begin from each way to them (server/access/begun-from-ways.ts): read from the index alone while they look for their first rows.
drop index tasks_recent;
drop index tasks_due;
drop index tasks_title;
drop index tasks_author;
create index tasks_recent on tasks (project_id, created_at, id) include (status);
create index tasks_due on tasks (project_id, coalesce(due_on, 'infinity'::date), id) include (status, due_on);
create index tasks_title on tasks (project_id, lower(title), id) include (status, title);
create index tasks_author_recent on tasks (author_id, created_at, id) include (status, author_grant_id);
create index tasks_author_due on tasks (author_id, coalesce(due_on, 'infinity'::date), id) include (status, author_grant_id, due_on);
create index tasks_author_title on tasks (author_id, lower(title), id);
create index task_people_staff on task_people (user_id, task_id) where grant_id is null;

-- Lists of contracts: in order, and of who asked for one.
drop index contracts_list;
create index contracts_recent on contracts (created_at, id);
create index contracts_title on contracts (lower(title), id);
create index contracts_requested on contracts (requested_by_grant_id) where requested_by_grant_id is not null;

-- What it costs to cut a text into words, said to who plans a search: a rare word is looked up in the index, and not in every text. The
-- same words as before; the indexes of them stay. Written so that it is not put into a statement, where its cost would be lost.
create or replace function words_of(said text) returns tsvector language plpgsql immutable strict parallel safe cost 2000 as $$
begin
  return to_tsvector('simple'::regconfig, regexp_replace(
    regexp_replace(normalize(lower(said), nfkd), '[\u0300-\u036f\u0640\u064b-\u065f\u0670]', '', 'g'), '[!-/:-@[-`{-~]+', ' ', 'g'));
end $$;
create index conversations_grant on conversations (grant_id) where grant_id is not null;
create index conversations_user on conversations (user_id) where user_id is not null;
create index conversations_of_projects on conversations (project_id) where project_id is not null;
