-- What ends by its date (grants, freezes) is told to others' open pages as it ends: what has ended is read from the rows themselves, from where the
-- ends before were told. One row.
create table ends_told (told_until timestamptz not null);
create unique index ends_told_once on ends_told ((true));
insert into ends_told (told_until) values (clock_timestamp());
create index grants_ending on grants (expires_at) where expires_at is not null;
create index users_thawing on users (frozen_until) where frozen_until is not null;
create index accounts_thawing on accounts (frozen_until) where frozen_until is not null;

-- Until now a job waited for each end, made when its date was saved.
do $$ begin
  if to_regclass('graphile_worker.jobs') is not null then
    perform graphile_worker.remove_job(key) from graphile_worker.jobs where task_identifier = 'access:ended' and key is not null;
  end if;
end $$;
