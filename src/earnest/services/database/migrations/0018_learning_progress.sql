-- How far learning is, for whoever waits for it on another host.

create table deidentified.learning_progress (
    snapshot_id uuid primary key references deidentified.snapshots on delete cascade,
    stage       text not null check (stage in ('waiting', 'opening', 'training', 'evaluating', 'finished', 'failed')),
    done        integer not null check (done >= 0),
    total       integer not null check (total >= 0),
    code        text
);
comment on table deidentified.learning_progress is 'How far learning from a snapshot is, in counts; asking for it again clears it';
comment on column deidentified.learning_progress.snapshot_id is 'what is learned from';
comment on column deidentified.learning_progress.stage is 'where learning is';
comment on column deidentified.learning_progress.done is 'steps of this stage that are done';
comment on column deidentified.learning_progress.total is 'steps of this stage; 0 where it is not known';
comment on column deidentified.learning_progress.code is 'code of the error where it failed and is not tried again; null otherwise';
