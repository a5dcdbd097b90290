-- Which database this is (docs/decisions/0016): where the numbers of its streams begin says it, so a position belongs to one stream of one
-- database, and to one life of that database: a restored copy numbers anew.

create table realm (
  one boolean primary key default true check (one),
  begins bigint not null, -- µs since 1970 when it was made: above every number of an older one
  place text not null, -- cluster, timeline and database it was made in
  written_by xid not null -- the transaction that wrote this row: whatever loads a dump is another
);

-- Where this database is. A base backup that is recovered has a new timeline, a copied database another number.
create function realm_place() returns text language sql as $$
  select concat_ws(' ', (select system_identifier from pg_control_system()), left(pg_walfile_name(pg_current_wal_lsn()), 8),
    (select oid from pg_database where datname = current_database()))
$$;

-- The number before a stream's first one. Spread by name over some minutes, so that no two streams share numbers, but for a small chance.
create function begins_of(stream text) returns bigint language sql stable as $$
  select begins + (hashtextextended(stream, 0) & 268435455) from realm
$$;

-- Begins a new realm: all numbers, and the policy's version, are above those of any before. The facts are forgotten, as nobody can go on from
-- there. Nothing is under way meanwhile.
create function begin_realm(above bigint) returns void language plpgsql as $$
declare
  now_at bigint;
begin
  lock table policy_gate in exclusive mode;
  now_at := extract(epoch from clock_timestamp()) * 1000000;
  delete from realm;
  -- No stream moves on by more than one in a µs, so the time is above all numbers of before; where the machine's clock is behind, much is.
  insert into realm (begins, place, written_by)
    values (case when now_at > above then now_at else above + 1000000000 end, realm_place(), pg_current_xact_id()::xid);
  update streams set clock = begins_of(name), oldest = begins_of(name) + 1;
  delete from events;
  update policy_version set version = greatest(version + 1, (select begins from realm));
end $$;

-- Begins a new realm if this database was restored since the last one began: it is elsewhere, its rows were loaded, or it is older than
-- somebody knows it to be. `known`: the realm last seen, and how far its log had come then; null: never seen. Once is enough, however many ask.
create function settle_realm(known bigint, reached pg_lsn, put_back boolean)
  returns table (began bigint, log_at pg_lsn, renewed boolean) language plpgsql as $$
declare
  stands boolean;
begin
  renewed := false;
  loop
    select r.begins, not put_back and r.xmin = r.written_by and r.place = realm_place() and r.begins >= coalesce(known, 0)
      and (r.begins > coalesce(known, 0) or pg_current_wal_flush_lsn() >= coalesce(reached, '0/0'))
    into began, stands from realm r;
    exit when stands or renewed;
    -- Who waited here finds what another has begun: that is newer than what they know.
    lock table policy_gate in exclusive mode;
    continue when exists (select from realm r where r.begins > greatest(began, coalesce(known, 0)));
    perform begin_realm(greatest(began, coalesce(known, 0)));
    put_back := false;
    renewed := true;
  end loop;
  log_at := pg_current_wal_flush_lsn();
  return next;
end $$;

-- Whoever makes a stream says where it begins.
alter table streams alter clock drop default, alter oldest drop default;
select begin_realm((select coalesce(max(clock), 0) from streams));
