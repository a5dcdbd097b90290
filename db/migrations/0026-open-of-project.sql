-- What is open in a project, the newest first: lists usually begin there, a member’s in each of theirs (server/access/begun-from-ways.ts), and
-- passed over all that is done.
create index tasks_project_open on tasks (project_id, created_at, id)
  where status in ('draft', 'new', 'in_progress', 'ready_for_review', 'on_hold');
