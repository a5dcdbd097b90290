-- What waits for a contract's owner [D2]: also those to send out, and those whose reviews are given.
create index contracts_owners_part on contracts (owner_id) where status in ('requested', 'draft', 'in_review', 'approved');
drop index contracts_owner_to_write;
