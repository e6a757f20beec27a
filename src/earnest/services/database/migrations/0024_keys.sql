-- The keys that a reviewer has chosen are kept for them, so that they are the same in every browser.

create table deidentified.reviewer_keys (
    staff_id uuid not null references staff.members on delete cascade,
    action   text not null check (action ~ '^[a-z_]{1,40}$'),
    chord    text not null check (chord ~ '^[A-Za-z0-9+]{1,40}$'),
    primary key (staff_id, action)
);
comment on table deidentified.reviewer_keys is 'Keys of the page that a reviewer has changed; what is not here lies on the first key';
comment on column deidentified.reviewer_keys.staff_id is 'the reviewer';
comment on column deidentified.reviewer_keys.action is 'what the key does';
comment on column deidentified.reviewer_keys.chord is 'the key with what is held meanwhile';
