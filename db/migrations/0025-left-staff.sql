-- Somebody who is not of the staff any more [A20]: what they wrote stays theirs, and nothing opens for them. That is a freeze that nobody ends, so
-- whatever asks how somebody is frozen knows of it, and neither password nor login name is left to come in by.
alter table users
  add column removed_at timestamptz,
  add constraint users_removed check (removed_at is null or (kind = 'staff' and frozen is not distinct from 'off' and frozen_until is null
    and password_hash is null and login_name is null));

-- Their address is free for whoever has it next.
drop index users_email;
create unique index users_email on users (lower(email)) where removed_at is null;

-- It narrows, and it is for good.
create function users_stay_removed() returns trigger language plpgsql as $$
begin
  raise exception 'whoever was removed from the staff stays so' using errcode = 'PG010';
end $$;
create trigger users_stay_removed before update of removed_at on users for each row
  when (old.removed_at is not null and new.removed_at is distinct from old.removed_at) execute function users_stay_removed();
drop trigger gate_update on users;
create trigger gate_update before update of kind, staff_role, may_grant_access, may_login_as_client, may_act_as_client, does_billing,
  does_contracts, frozen, frozen_until, removed_at on users for each statement execute function require_gate();

-- What somebody answers for is asked before they go.
create index invitations_answers on invitations (answers_id) where used_at is null and withdrawn_at is null;
