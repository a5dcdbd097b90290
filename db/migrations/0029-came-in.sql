-- Since when somebody is in what they are in: what was said before is history to them, and no news (docs/decisions/0039). Null: from its beginning, and
-- for all that stood before this was kept, so that nothing that somebody has unread is lost to them.
alter table project_staff add column added_at timestamptz;
alter table project_staff alter column added_at set default now();
alter table grants add column answers_since timestamptz;
alter table grants alter column answers_since set default now();
alter table projects add column managed_since timestamptz;
alter table contracts add column owned_since timestamptz;

-- Whoever hands something over, by whatever way: the one who has it now came with that.
create function answers_from_now() returns trigger language plpgsql as $$ begin new.answers_since := now(); return new; end $$;
create trigger answers_since before update of answers_id on grants for each row
  when (new.answers_id is distinct from old.answers_id) execute function answers_from_now();
create function managed_from_now() returns trigger language plpgsql as $$ begin new.managed_since := now(); return new; end $$;
create trigger managed_since before update of manager_id on projects for each row
  when (new.manager_id <> old.manager_id) execute function managed_from_now();
create function owned_from_now() returns trigger language plpgsql as $$ begin new.owned_since := now(); return new; end $$;
create trigger owned_since before update of owner_id on contracts for each row
  when (new.owner_id <> old.owner_id) execute function owned_from_now();
