-- Requests that wait for whoever owns them: few of all contracts, and asked for by every home page of the host's people.
create index contracts_owner_requested on contracts (owner_id) where status = 'requested';
