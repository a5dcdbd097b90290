-- What a write tells is handed over after its commit, when the gate that it took is gone: under a lock that a session keeps until then
-- (db/gated-dialect.ts, HANDING_OVER). Whoever changes a rule waits here for those sessions. No new one begins meanwhile, for each takes its
-- lock inside the gate, which is shut.
create or replace function rule_changes(changed text) returns void language plpgsql as $$
begin
  if not exists (
    select from pg_locks where pid = pg_backend_pid() and locktype = 'relation'
      and relation = 'policy_gate'::regclass and mode = 'ExclusiveLock' and granted
  ) then
    raise exception 'a rule in % may change only under work.rule', changed using errcode = 'PG001';
  end if;
  perform pg_advisory_xact_lock(7067843);
  update policy_version set version = version + 1;
end $$;
