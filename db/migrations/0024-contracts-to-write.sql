-- What a client asked for waits for its owner until it is ready for review [D1]: to be taken up, and then to be written.
drop index contracts_owner_requested;
create index contracts_owner_to_write on contracts (owner_id) where status = 'requested' or (status = 'draft' and requested_by_grant_id is not null);
