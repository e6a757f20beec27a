-- What was deleted at a person's wish, until every store has said that nothing is left, and then the receipt (RT3).

create table personal.deletions (
    deletion_id  uuid primary key,
    scope        text not null check (scope in ('one', 'several', 'period', 'all', 'account')),
    asked_at     timestamptz not null,
    recordings   integer not null check (recordings >= 0),
    clips        integer not null check (clips >= 0),
    completed_at timestamptz,
    document     text,
    leaf_index   bigint,
    check ((completed_at is null) = (document is null) and (document is null) = (leaf_index is null))
);
create index deletions_open on personal.deletions (asked_at) where completed_at is null;
comment on table personal.deletions is 'Deletions that a customer asked for; of whom, stands nowhere: the identifier is known to the customer alone; kept a year';
comment on column personal.deletions.deletion_id is 'random; who knows it may read the receipt';
comment on column personal.deletions.scope is 'one, several, period, all or account';
comment on column personal.deletions.asked_at is 'when; from then on nothing of it could be opened';
comment on column personal.deletions.recordings is 'recordings whose keys were destroyed';
comment on column personal.deletions.clips is 'clips that were withdrawn';
comment on column personal.deletions.completed_at is 'when the last store had said that nothing is left; null: not yet';
comment on column personal.deletions.document is 'the receipt as it is handed out; null: not yet';
comment on column personal.deletions.leaf_index is 'place in the audit log of the leaf with the hash of the receipt';

create table personal.deletions_pending (
    deletion_id  uuid not null references personal.deletions on delete cascade,
    recording_id uuid,
    clip_id      uuid,
    check ((recording_id is null) <> (clip_id is null))
);
create index deletions_pending_of on personal.deletions_pending (deletion_id);
comment on table personal.deletions_pending is 'What a deletion still waits for; emptied when its receipt is written';
comment on column personal.deletions_pending.deletion_id is 'which deletion';
comment on column personal.deletions_pending.recording_id is 'recording whose ciphertext is to be removed; null: it is a clip';
comment on column personal.deletions_pending.clip_id is 'clip of which each store is to give its receipt; null: it is a recording';

-- The public key of the log, so that whoever is shown a proof can check the signature; to be compared with one kept elsewhere.
create table audit.verifiers (
    line       text primary key check (length(line) between 1 and 500),
    first_seen timestamptz not null
);
comment on table audit.verifiers is 'Public keys with which checkpoints of this log were signed';
comment on column audit.verifiers.line is 'the public key as C2SP signed-note has it';
comment on column audit.verifiers.first_seen is 'when it first signed';

-- A customer looks up who heard a clip of theirs, also among many leaves.
create index leaves_of_plays on audit.leaves ((substring(encode(entry, 'escape') from '"clip_id":"([0-9a-f-]{36})"')))
    where position('"kind":"clip_played"'::bytea in entry) > 0;

create function audit.plays_of(clips uuid[]) returns table (leaf_index bigint, entry bytea)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select leaves.leaf_index, leaves.entry from audit.leaves
    where substring(encode(entry, 'escape') from '"clip_id":"([0-9a-f-]{36})"') = any(array(select clip::text from unnest(clips) as clip))
        and position('"kind":"clip_played"'::bytea in entry) > 0
    order by leaves.leaf_index
$$;
comment on function audit.plays_of(uuid[]) is 'Leaves that tell that a clip was played, for some clips and no others';
revoke all on function audit.plays_of(uuid[]) from public;

-- Hashes say nothing of what is in a leaf; a proof of inclusion is made of them.
create function audit.hashes(first bigint, last bigint) returns table (leaf_index bigint, leaf_hash bytea)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select leaves.leaf_index, leaves.leaf_hash from audit.leaves
    where leaves.leaf_index >= first and leaves.leaf_index < last order by leaves.leaf_index
$$;
comment on function audit.hashes(bigint, bigint) is 'Hashes of leaves from one on up to another, which is not included';
revoke all on function audit.hashes(bigint, bigint) from public;
