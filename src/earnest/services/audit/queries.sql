-- append --
-- Adds a leaf in the caller's transaction.
select audit.append(%(entry)s);

-- leaves_from --
-- All leaves from one on, in order.
select leaf_index, entry, leaf_hash from audit.leaves where leaf_index >= %(first)s order by leaf_index;

-- checkpoint_notes --
-- All signed checkpoints, oldest first.
select note from audit.checkpoints order by tree_size, signed_at;

-- newest_checkpoints --
-- The signed checkpoints, newest first; the reader stops at the first that the log's key signed.
select note from audit.checkpoints order by tree_size desc, signed_at desc;

-- add_checkpoint --
-- Keeps a signed checkpoint, unless one of this size is kept.
select audit.add_checkpoint(%(tree_size)s, %(root_hash)s, %(note)s, %(signed_at)s);

-- note_verifier --
-- Keep the public key that checkpoints are signed with.
insert into audit.verifiers (line, first_seen) values (%(line)s, %(now)s) on conflict (line) do nothing;

-- list_verifiers --
-- Public keys of the log, the newest first.
select line from audit.verifiers order by first_seen desc;

-- plays_of --
-- Leaves that tell that one of these clips was played.
select leaf_index, entry from audit.plays_of(%(clip_ids)s::uuid[]);

-- hashes --
-- Hashes of some leaves, in order.
select leaf_index, leaf_hash from audit.hashes(%(first)s, %(last)s);

-- find_settings --
-- The settings of the last start; held until the transaction ends.
select entry from audit.settings_in_force for update;

-- put_settings --
-- Keep the settings of this start, to tell at the next whether they changed.
insert into audit.settings_in_force (entry) values (%(entry)s)
on conflict (single) do update set entry = excluded.entry;

-- delete_kinds --
-- Forget which events the log takes; the owner of the database writes them anew at each migration.
delete from audit.kinds;

-- insert_kind --
-- Let the log take an event with these fields from these writers.
insert into audit.kinds (kind, version, fields, writers)
values (%(kind)s, %(version)s, %(fields)s, %(writers)s);
