-- Up to where somebody has read a project's updates: a mark as those of feeds, at the time of the update in µs. What was posted before there were
-- such marks is nobody's news.
insert into read_marks (user_id, grant_id, stream, seq)
select w.user_id, w.grant_id, 'project:' || p.id || '/updates', (extract(epoch from max(n.posted_at)) * 1000000)::bigint
from projects p join project_updates n on n.project_id = p.id cross join lateral (
  select p.manager_id as user_id, null::uuid as grant_id
  union select ps.user_id, null from project_staff ps where ps.project_id = p.id
  union select g.user_id, g.id from grants g where g.account_id = p.account_id and g.kind <> 'collaborator') w
group by w.user_id, w.grant_id, p.id
on conflict do nothing;
