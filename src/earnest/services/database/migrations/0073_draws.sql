-- The draw among utterances, for outsiders to redo: candidates of a region, programme and month, and the keys (SP4).

create table handover.draw_keys (
    period        date primary key check (extract(day from period) = 1),
    public_key    bytea not null check (length(public_key) = 32),
    wrapped_key   bytea,
    sealed_secret bytea,
    made_at       timestamptz not null
);
comment on table handover.draw_keys is 'Keys with which numbers are drawn, one a month; the secret is removed when the month is long over';
comment on column handover.draw_keys.period is 'first day of the month (UTC)';
comment on column handover.draw_keys.public_key is 'as it stands in the audit log';
comment on column handover.draw_keys.wrapped_key is 'key that seals the secret, wrapped by the personal master key; null: removed';
comment on column handover.draw_keys.sealed_secret is 'what numbers are drawn with, sealed; null: removed';
comment on column handover.draw_keys.made_at is 'when';

create table handover.candidate_trees (
    region    text not null check (region ~ '^[A-Z]{2}$'),
    programme text not null,
    period    date not null check (extract(day from period) = 1),
    size      bigint not null check (size > 0),
    roots     bytea not null,
    primary key (region, programme, period)
);
comment on table handover.candidate_trees is 'How far each list of candidates goes, so that its next root needs none of the candidates before';
comment on column handover.candidate_trees.region is 'country (ISO 3166-1 alpha-2)';
comment on column handover.candidate_trees.programme is 'programme';
comment on column handover.candidate_trees.period is 'first day of the month (UTC)';
comment on column handover.candidate_trees.size is 'candidates in the list';
comment on column handover.candidate_trees.roots is 'roots of the complete subtrees, joined';

create table handover.candidates (
    region           text not null check (region ~ '^[A-Z]{2}$'),
    programme        text not null,
    period           date not null check (extract(day from period) = 1),
    number           bigint not null check (number >= 0),
    utterance        bigint not null check (utterance > 0),
    chosen           bigint not null check (chosen >= 0),
    allowed          bigint not null check (allowed >= 0),
    share_millionths integer not null check (share_millionths between 0 and 1000000),
    finding          text not null check (finding ~ '^[a-z][a-z0-9_]{0,39}$'),
    recording        text not null check (recording ~ '^([0-9a-f]{64})?$'),
    root             bytea not null check (length(root) = 32),
    proof            bytea not null check (length(proof) in (0, 80)),
    selected         boolean not null,
    primary key (region, programme, period, number)
);
comment on table handover.candidates is 'Utterances that could be chosen and what became of them, as outsiders get them to draw again; kept 13 months';
comment on column handover.candidates.region is 'country (ISO 3166-1 alpha-2)';
comment on column handover.candidates.programme is 'programme';
comment on column handover.candidates.period is 'first day of the month (UTC)';
comment on column handover.candidates.number is 'place in the list, from 0';
comment on column handover.candidates.utterance is 'which answered utterance of the region, programme and month, from 1';
comment on column handover.candidates.chosen is 'places that were taken before it';
comment on column handover.candidates.allowed is 'places that there were';
comment on column handover.candidates.share_millionths is 'cap in force, in millionths';
comment on column handover.candidates.finding is 'what the gate found: a need, a refusal, or that a number decides';
comment on column handover.candidates.recording is 'keyed hash of the identifier of the recording; empty where there is none';
comment on column handover.candidates.root is 'root of the list with it as the last; the log holds it';
comment on column handover.candidates.proof is 'proof of the number that was drawn; empty where none was';
comment on column handover.candidates.selected is 'whether it took the place';
