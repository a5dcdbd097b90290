-- What was removed before 0020 was written down without whose account it was, as what and since when, so that it stood on no page. Where it came by
-- an invitation the log says that elsewhere: who accepts one is written down with the grant it gave. The entry is completed from there.
update audit_entries e set old = e.old || jsonb_build_object('accountId', i.account_id, 'kind', i.kind, 'since', i.used_at)
from audit_entries g
cross join lateral (
  select a.at, a.what, a.subject from audit_entries a
  where a.actor_grant_id = substring(g.subject from 7)::uuid and a.what in ('activated', 'invitation_accepted')
  order by a.id limit 1
) a
join users u on u.id = (g.old->>'userId')::uuid
cross join lateral (
  select i.account_id, i.kind, i.used_at from invitations i
  where i.used_at <= a.at and case a.what when 'activated' then a.subject = 'invitation:' || i.id else lower(i.email) = lower(u.email) end
  order by i.used_at desc limit 1
) i
where g.id = e.id and e.what = 'grant_removed' and not e.old ? 'accountId' and e.subject ~ '^grant:[0-9a-f-]{36}$';
