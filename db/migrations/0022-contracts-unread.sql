-- What was said on one's contracts and is not read, which every page counts: begun from those that one owns, asked for or is named on.
create index contracts_owner on contracts (owner_id);
-- Comments alone: much of what stands in a contract's feed is what happened to it.
create index comments_on_contracts on feed_entries (stream, seq) where stream like 'contract:%' and body is not null and deleted_at is null;
