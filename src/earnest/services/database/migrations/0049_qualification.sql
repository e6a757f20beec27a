-- Qualification for a language: a lead composes a test of planted clips, a reviewer takes it, and where a lead demands it only the
-- qualified are given clips of that language. A program qualifies; that a reviewer is not, a lead decides.

create table deidentified.qualification_tests (
    test_id             uuid primary key,
    language            text not null check (language ~ '^[a-z]{2}$'),
    most_errors         double precision not null check (most_errors >= 0 and most_errors <= 1),
    demanded            boolean not null,
    valid_days          integer check (valid_days between 1 and 3650),
    ends_with_guideline boolean not null,
    composed_by         uuid references staff.members on delete set null,
    composed_at         timestamptz not null,
    retired_at          timestamptz
);
create unique index on deidentified.qualification_tests (language) where retired_at is null;
create index on deidentified.qualification_tests (composed_by);
comment on table deidentified.qualification_tests is 'Tests for a language; one counts for each language at a time';
comment on column deidentified.qualification_tests.test_id is 'random identifier';
comment on column deidentified.qualification_tests.language is 'ISO 639-1';
comment on column deidentified.qualification_tests.most_errors is 'word errors per word up to which the test is passed';
comment on column deidentified.qualification_tests.demanded is 'whether only the qualified are given clips of this language';
comment on column deidentified.qualification_tests.valid_days is 'after how many days a qualification ends; null: never';
comment on column deidentified.qualification_tests.ends_with_guideline is 'whether a qualification ends with a new version of the guideline';
comment on column deidentified.qualification_tests.composed_by is 'the lead; null where the account is gone';
comment on column deidentified.qualification_tests.composed_at is 'when';
comment on column deidentified.qualification_tests.retired_at is 'when another took its place; null: it counts';

create table deidentified.qualification_clips (
    test_id uuid not null references deidentified.qualification_tests on delete cascade,
    clip_id uuid not null references deidentified.planted_clips on delete cascade,
    primary key (test_id, clip_id)
);
create index on deidentified.qualification_clips (clip_id);
comment on table deidentified.qualification_clips is 'Planted clips of a test';
comment on column deidentified.qualification_clips.test_id is 'the test';
comment on column deidentified.qualification_clips.clip_id is 'the planted clip';

create table deidentified.qualification_attempts (
    attempt_id       uuid primary key,
    test_id          uuid not null references deidentified.qualification_tests on delete cascade,
    staff_id         uuid not null references staff.members on delete cascade,
    started_at       timestamptz not null,
    finished_at      timestamptz,
    outcome          text check (outcome in ('passed', 'waiting', 'granted', 'refused', 'repeat')),
    clips            integer check (clips >= 0),
    error_rate       double precision,
    error_rate_low   double precision,
    error_rate_high  double precision,
    guideline_number integer,
    decided_by       uuid references staff.members on delete set null,
    decided_at       timestamptz,
    check ((finished_at is null) = (outcome is null))
);
create unique index on deidentified.qualification_attempts (staff_id) where finished_at is null;
create index on deidentified.qualification_attempts (test_id);
create index on deidentified.qualification_attempts (staff_id, started_at);
create index on deidentified.qualification_attempts (decided_by);
comment on table deidentified.qualification_attempts is 'Who took which test, and what came of it';
comment on column deidentified.qualification_attempts.attempt_id is 'random identifier';
comment on column deidentified.qualification_attempts.test_id is 'the test';
comment on column deidentified.qualification_attempts.staff_id is 'who takes it';
comment on column deidentified.qualification_attempts.started_at is 'when it was begun';
comment on column deidentified.qualification_attempts.finished_at is 'when its last clip was answered; null: it goes on';
comment on column deidentified.qualification_attempts.outcome is 'passed: by the measure; waiting: for a lead; granted, refused, repeat: what a lead decided';
comment on column deidentified.qualification_attempts.clips is 'how many clips were answered';
comment on column deidentified.qualification_attempts.error_rate is 'word errors per word; null where too few clips were answered';
comment on column deidentified.qualification_attempts.error_rate_low is 'lower end of its 95 % interval';
comment on column deidentified.qualification_attempts.error_rate_high is 'upper end of its 95 % interval';
comment on column deidentified.qualification_attempts.guideline_number is 'version of the guideline that counted at the end';
comment on column deidentified.qualification_attempts.decided_by is 'the lead who decided; null: the measure did';
comment on column deidentified.qualification_attempts.decided_at is 'when a lead decided';
