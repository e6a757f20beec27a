-- The first schema: one schema per zone, one login role per process.
-- Roles exist before this runs (created by earnest.services.database.roles); this file grants each only what its process needs.

create schema personal;
create schema handover;
create schema deidentified;
create schema audit;
create schema staff;
create schema jobs_personal;
create schema jobs_deidentified;

comment on schema personal is 'Who spoke and what was said; never read by a role of the de-identified side';
comment on schema handover is 'The handover: the only tables that both sides reach';
comment on schema deidentified is 'What reviewers, corpus and models get; never read by a role of the personal side';
comment on schema audit is 'Append-only Merkle log; nobody can change or remove a leaf';
comment on schema staff is 'Accounts and sessions of people who work on clips';
comment on schema jobs_personal is 'Background work of the personal side; arguments are identifiers only';
comment on schema jobs_deidentified is 'Background work of the de-identified side; arguments are identifiers only';

-- personal ------------------------------------------------------------------------------------------------------------

create table personal.customers (
    customer_id   uuid primary key,
    login         text not null unique check (length(login) between 1 and 200),
    password_hash text,
    region        text not null check (region ~ '^[A-Z]{2}$'),
    language      text not null check (language ~ '^[a-z]{2}$'),
    programme     text not null check (programme in ('household', 'general', 'panel')),
    is_child      boolean not null default false,
    created_at    timestamptz not null
);
comment on table personal.customers is 'Data subjects with an account; kept until the account is deleted';
comment on column personal.customers.customer_id is 'random identifier; never crosses the handover';
comment on column personal.customers.login is 'name that the customer signs in with; direct identifier';
comment on column personal.customers.password_hash is 'argon2id hash; null where no portal sign-in exists yet';
comment on column personal.customers.region is 'country (ISO 3166-1 alpha-2); crosses as the clip''s region';
comment on column personal.customers.language is 'language spoken (ISO 639-1)';
comment on column personal.customers.programme is 'household: owner reviews own recordings; general: default cap; panel: invited, own contract and cap (CN8)';
comment on column personal.customers.is_child is 'child account: never sampled (CN9)';
comment on column personal.customers.created_at is 'when the account was made';

create table personal.customer_sessions (
    token_hash   bytea primary key,
    customer_id  uuid not null references personal.customers on delete cascade,
    created_at   timestamptz not null,
    expires_at   timestamptz not null
);
comment on table personal.customer_sessions is 'Signed-in browsers of customers; removed at expiry';
comment on column personal.customer_sessions.token_hash is 'SHA-256 of the session token; the token itself is only in the browser';
comment on column personal.customer_sessions.customer_id is 'whose session';
comment on column personal.customer_sessions.created_at is 'when it began';
comment on column personal.customer_sessions.expires_at is 'when it ends';

create table personal.devices (
    device_id   uuid primary key,
    customer_id uuid not null references personal.customers on delete cascade,
    name        text not null check (length(name) between 1 and 100),
    token_hash  bytea not null unique,
    created_at  timestamptz not null,
    revoked_at  timestamptz
);
comment on table personal.devices is 'Devices that may send sound; kept until the account is deleted';
comment on column personal.devices.device_id is 'random identifier';
comment on column personal.devices.customer_id is 'whose device';
comment on column personal.devices.name is 'name that the customer gave it (may be a room); never crosses';
comment on column personal.devices.token_hash is 'SHA-256 of the device token';
comment on column personal.devices.created_at is 'when it was added';
comment on column personal.devices.revoked_at is 'from when on its token is refused';

create table personal.consent_events (
    sequence         bigint generated always as identity primary key,
    consent_event_id uuid not null unique,
    customer_id      uuid not null,
    purpose          text not null check (purpose in ('own_history', 'automatic_learning', 'human_review')),
    given            boolean not null,
    wording_version  text not null,
    wording_hash     bytea not null,
    wording_language text not null,
    channel          text not null check (channel in ('portal', 'voice', 'panel_contract')),
    recorded_at      timestamptz not null
);
create index on personal.consent_events (customer_id, purpose, sequence desc);
comment on table personal.consent_events is 'Append-only record of every yes and no (CN3); kept for proof after withdrawal';
comment on column personal.consent_events.sequence is 'order of events';
comment on column personal.consent_events.consent_event_id is 'random identifier';
comment on column personal.consent_events.customer_id is 'who decided; no foreign key, so that the proof outlives the account';
comment on column personal.consent_events.purpose is 'which purpose';
comment on column personal.consent_events.given is 'true for yes, false for no or withdrawal';
comment on column personal.consent_events.wording_version is 'version of the text shown';
comment on column personal.consent_events.wording_hash is 'SHA-256 of the text shown';
comment on column personal.consent_events.wording_language is 'language of the text shown';
comment on column personal.consent_events.channel is 'where the decision was taken';
comment on column personal.consent_events.recorded_at is 'when';

create table personal.customer_keys (
    customer_id uuid primary key references personal.customers on delete cascade,
    wrapped_key bytea,
    key_version integer not null
);
comment on table personal.customer_keys is 'One key per customer, wrapped by the personal master key; null means destroyed';
comment on column personal.customer_keys.customer_id is 'whose key';
comment on column personal.customer_keys.wrapped_key is 'wrapped key; set to null to shred everything of this customer';
comment on column personal.customer_keys.key_version is 'format version bound into the associated data';

create table personal.recordings (
    recording_id          uuid primary key,
    customer_id           uuid not null references personal.customers on delete cascade,
    device_id             uuid,
    captured_at           timestamptz not null,
    sample_count          bigint not null check (sample_count >= 0),
    object_key            text,
    wrapped_key           bytea,
    sealed_content        bytea,
    understood            boolean not null,
    purposes              text[] not null check (cardinality(purposes) > 0),
    consent_event_ids     uuid[] not null check (cardinality(consent_event_ids) > 0),
    region                text not null,
    programme             text not null,
    selected              boolean not null,
    selection_reason      text not null,
    selection_probability double precision not null check (selection_probability between 0 and 1),
    review_state          text not null check (review_state in ('not_selected', 'waiting', 'placed', 'withheld', 'withdrawn')),
    withheld_reason       text,
    delete_after          timestamptz not null,
    erased_at             timestamptz
);
create index on personal.recordings (customer_id, captured_at desc);
create index on personal.recordings (delete_after);
comment on table personal.recordings is 'Stored utterances; a row exists only with a consent grant and always has an end date';
comment on column personal.recordings.recording_id is 'random identifier; never crosses the handover';
comment on column personal.recordings.customer_id is 'who spoke';
comment on column personal.recordings.device_id is 'which device heard it';
comment on column personal.recordings.captured_at is 'exact time; never crosses (day part does)';
comment on column personal.recordings.sample_count is 'length in samples at 16 kHz';
comment on column personal.recordings.object_key is 'random name of the ciphertext in the object store';
comment on column personal.recordings.wrapped_key is 'recording key wrapped by the customer key; null means destroyed';
comment on column personal.recordings.sealed_content is 'transcript, interpretation, answer and correction, sealed with the recording key';
comment on column personal.recordings.understood is 'whether the assistant found an intent';
comment on column personal.recordings.purposes is 'purposes with a yes at capture (CN4)';
comment on column personal.recordings.consent_event_ids is 'the consent events behind the purposes';
comment on column personal.recordings.region is 'country at capture';
comment on column personal.recordings.programme is 'programme at capture';
comment on column personal.recordings.selected is 'chosen by the gate for human review';
comment on column personal.recordings.selection_reason is 'reason code of the gate';
comment on column personal.recordings.selection_probability is 'probability with which the gate chose, for unbiased estimates (SP4)';
comment on column personal.recordings.review_state is 'where it is on the way to a reviewer';
comment on column personal.recordings.withheld_reason is 'reason code where de-identification withheld it';
comment on column personal.recordings.delete_after is 'latest moment of deletion (RT1)';
comment on column personal.recordings.erased_at is 'when key and content were destroyed; the row goes with the object';

create table personal.clip_links (
    clip_id      uuid primary key,
    recording_id uuid not null,
    customer_id  uuid not null,
    placed_at    timestamptz not null,
    cut_after    timestamptz not null
);
create index on personal.clip_links (recording_id);
create index on personal.clip_links (customer_id);
comment on table personal.clip_links is 'The only link between a clip and a person; cut at six months at the latest (PS5)';
comment on column personal.clip_links.clip_id is 'the clip beyond the handover';
comment on column personal.clip_links.recording_id is 'the recording it was made from';
comment on column personal.clip_links.customer_id is 'who spoke';
comment on column personal.clip_links.placed_at is 'when it was placed in the handover';
comment on column personal.clip_links.cut_after is 'latest moment at which this row is removed';

create table personal.adaptations (
    adaptation_id  uuid primary key,
    customer_id    uuid not null references personal.customers on delete cascade,
    recording_id   uuid not null,
    sealed_content bytea not null,
    created_at     timestamptz not null
);
create index on personal.adaptations (customer_id);
comment on table personal.adaptations is 'What a customer''s own corrections teach the customer''s own assistant; never crosses';
comment on column personal.adaptations.adaptation_id is 'random identifier';
comment on column personal.adaptations.customer_id is 'whose assistant learns';
comment on column personal.adaptations.recording_id is 'the corrected recording; erased with it';
comment on column personal.adaptations.sealed_content is 'what was recognised and what was meant, sealed with the customer key';
comment on column personal.adaptations.created_at is 'when';

-- handover ------------------------------------------------------------------------------------------------------------

create table handover.allowances (
    region     text not null,
    programme  text not null,
    period     date not null,
    utterances bigint not null default 0,
    allowed    bigint not null default 0,
    chosen     bigint not null default 0,
    handed_out bigint not null default 0,
    primary key (region, programme, period),
    check (chosen <= allowed),
    check (handed_out <= chosen)
);
comment on table handover.allowances is 'The cap (SP1): how many clips may be heard per region, programme and month; counts only';
comment on column handover.allowances.region is 'country';
comment on column handover.allowances.programme is 'programme; the invited panel has a row and a cap of its own (CN8)';
comment on column handover.allowances.period is 'first day of the month (UTC)';
comment on column handover.allowances.utterances is 'utterances answered, consented or not';
comment on column handover.allowances.allowed is 'most clips that may be chosen now: floor(cap share × utterances)';
comment on column handover.allowances.chosen is 'clips chosen by the gate';
comment on column handover.allowances.handed_out is 'clips leased to a reviewer for the first time';

create table handover.clips (
    clip_id               uuid primary key,
    region                text not null,
    language              text not null,
    programme             text not null,
    period                date not null,
    day_part              text not null check (day_part in ('night', 'morning', 'afternoon', 'evening')),
    wake_word             text,
    words                 jsonb not null,
    confidence            double precision not null,
    domain                text not null,
    selection_reason      text not null,
    selection_probability double precision not null,
    disguise_profile      text not null,
    sample_count          bigint not null,
    object_key            text not null,
    wrapped_key           bytea,
    placed_on             date not null,
    delete_after          timestamptz not null,
    foreign key (region, programme, period) references handover.allowances
);
comment on table handover.clips is 'De-identified clips; the only recordings that the other side ever sees';
comment on column handover.clips.clip_id is 'random identifier, unrelated to the recording''s';
comment on column handover.clips.region is 'country';
comment on column handover.clips.language is 'language';
comment on column handover.clips.programme is 'programme';
comment on column handover.clips.period is 'month whose allowance it counts in';
comment on column handover.clips.day_part is 'time coarsened to a part of the day (PS3)';
comment on column handover.clips.wake_word is 'wake word that the device says it heard; null for push-to-talk';
comment on column handover.clips.words is 'de-identified hypothesis: text, start, end (samples), posterior, concealed kind';
comment on column handover.clips.confidence is 'utterance posterior, 0 to 1';
comment on column handover.clips.domain is 'which language model the recogniser used';
comment on column handover.clips.selection_reason is 'reason code of the gate';
comment on column handover.clips.selection_probability is 'probability of selection';
comment on column handover.clips.disguise_profile is 'name of the disguise; its strength is published';
comment on column handover.clips.sample_count is 'length in samples at 16 kHz';
comment on column handover.clips.object_key is 'random name of the ciphertext in the object store';
comment on column handover.clips.wrapped_key is 'clip key wrapped by the handover key; null means destroyed';
comment on column handover.clips.placed_on is 'day of placing (UTC)';
comment on column handover.clips.delete_after is 'latest moment of deletion';

create table handover.withdrawals (
    clip_id      uuid primary key,
    reason       text not null check (reason in ('consent_withdrawn', 'deleted_by_customer', 'account_deleted', 'expired', 'not_said', 'stopped')),
    withdrawn_at timestamptz not null
);
comment on table handover.withdrawals is 'Clips that nobody may hear or learn from any more; overtakes leases';
comment on column handover.withdrawals.clip_id is 'the clip';
comment on column handover.withdrawals.reason is 'reason code';
comment on column handover.withdrawals.withdrawn_at is 'when';

create table handover.withdrawal_receipts (
    clip_id   uuid not null,
    store     text not null,
    erased_at timestamptz not null,
    primary key (clip_id, store)
);
comment on table handover.withdrawal_receipts is 'Proof from each store that a withdrawn clip is gone from it (RT3)';
comment on column handover.withdrawal_receipts.clip_id is 'the clip';
comment on column handover.withdrawal_receipts.store is 'which store: clip_key, clip_object, labels, snapshots';
comment on column handover.withdrawal_receipts.erased_at is 'when it was gone';

create table handover.labels (
    label_id          uuid primary key,
    clip_id           uuid not null unique,
    outcome           text not null check (outcome in ('labelled', 'rejected')),
    reject_reason     text,
    wake_word_verdict text check (wake_word_verdict in ('said', 'similar', 'not_said', 'not_addressed', 'device_sound', 'not_applicable')),
    transcript        text,
    unclear_words     integer[] not null default '{}',
    intent            text,
    slots             jsonb not null default '[]',
    entities          jsonb not null default '[]',
    guideline_version text not null,
    reviewer_kind     text not null check (reviewer_kind in ('reviewer', 'simulated reviewer', 'owner')),
    labelled_at       timestamptz not null
);
comment on table handover.labels is 'What a reviewer wrote about a clip; the customer sees it too';
comment on column handover.labels.label_id is 'random identifier';
comment on column handover.labels.clip_id is 'the clip; one label per clip';
comment on column handover.labels.outcome is 'labelled or rejected';
comment on column handover.labels.reject_reason is 'reason code of a rejection (RV5)';
comment on column handover.labels.wake_word_verdict is 'verdict on the wake word (RV10)';
comment on column handover.labels.transcript is 'what was said, as typed; null where the reviewer gave only the meaning';
comment on column handover.labels.unclear_words is 'positions of unclear words in the transcript';
comment on column handover.labels.intent is 'intent';
comment on column handover.labels.slots is 'list of {name, value}';
comment on column handover.labels.entities is 'list of {first_word, last_word, type, link} over the transcript (RV9)';
comment on column handover.labels.guideline_version is 'version of the guideline that was shown (RV6)';
comment on column handover.labels.reviewer_kind is 'reviewer, or simulated reviewer where a program typed the known answer';
comment on column handover.labels.labelled_at is 'when';

create table handover.receipts (
    receipt_id          uuid primary key,
    clip_id             uuid not null,
    kind                text not null check (kind in ('leased', 'played', 'labelled', 'rejected')),
    role                text not null,
    played_milliseconds integer check (played_milliseconds >= 0),
    recorded_at         timestamptz not null
);
create index on handover.receipts (clip_id);
comment on table handover.receipts is 'Who heard it, by role, and when; shown to the person who spoke';
comment on column handover.receipts.receipt_id is 'random identifier';
comment on column handover.receipts.clip_id is 'the clip';
comment on column handover.receipts.kind is 'what happened';
comment on column handover.receipts.role is 'role of the listener, never a name';
comment on column handover.receipts.played_milliseconds is 'how much was played';
comment on column handover.receipts.recorded_at is 'when';

create table handover.releases (
    sequence    bigint generated always as identity primary key,
    release_id  uuid not null unique,
    model_id    uuid,
    object_key  text,
    wrapped_key bytea,
    sha256      bytea,
    reason      text not null check (reason in ('improved', 'rolled_back')),
    released_at timestamptz not null,
    check ((model_id is null) = (object_key is null))
);
comment on table handover.releases is 'Models on their way back to the assistant; the highest sequence is live; a null model is the stock one';
comment on column handover.releases.sequence is 'order of releases';
comment on column handover.releases.release_id is 'random identifier';
comment on column handover.releases.model_id is 'the model; null means the stock model';
comment on column handover.releases.object_key is 'name of the sealed bundle in the object store';
comment on column handover.releases.wrapped_key is 'bundle key wrapped by the handover key';
comment on column handover.releases.sha256 is 'SHA-256 of the bundle';
comment on column handover.releases.reason is 'why it was released';
comment on column handover.releases.released_at is 'when';

-- deidentified --------------------------------------------------------------------------------------------------------

create table deidentified.leases (
    lease_id   uuid primary key,
    clip_id    uuid not null,
    staff_id   uuid not null,
    leased_at  timestamptz not null,
    expires_at timestamptz not null,
    ended_at   timestamptz,
    outcome    text check (outcome in ('labelled', 'rejected', 'expired', 'withdrawn', 'returned')),
    played_milliseconds integer not null default 0,
    check ((ended_at is null) = (outcome is null))
);
create unique index one_clip_one_lease on deidentified.leases (clip_id) where ended_at is null;
create unique index one_reviewer_one_lease on deidentified.leases (staff_id) where ended_at is null;
comment on table deidentified.leases is 'A clip in the hands of one reviewer for a limited time';
comment on column deidentified.leases.lease_id is 'random identifier; the only name of the clip that a reviewer sees (PS2)';
comment on column deidentified.leases.clip_id is 'the clip';
comment on column deidentified.leases.staff_id is 'the reviewer';
comment on column deidentified.leases.leased_at is 'when it began';
comment on column deidentified.leases.expires_at is 'when it ends by itself';
comment on column deidentified.leases.ended_at is 'when it ended';
comment on column deidentified.leases.outcome is 'how it ended';
comment on column deidentified.leases.played_milliseconds is 'sum of reported play, for proof of listening (RV1)';

create table deidentified.snapshots (
    snapshot_id  uuid primary key,
    content_hash bytea not null,
    clip_count   integer not null,
    made_at      timestamptz not null
);
comment on table deidentified.snapshots is 'Immutable list of labels that a model was trained on';
comment on column deidentified.snapshots.snapshot_id is 'random identifier';
comment on column deidentified.snapshots.content_hash is 'SHA-256 over the sorted label identifiers and their contents';
comment on column deidentified.snapshots.clip_count is 'number of clips at the time of making';
comment on column deidentified.snapshots.made_at is 'when';

create table deidentified.snapshot_clips (
    snapshot_id uuid not null references deidentified.snapshots,
    clip_id     uuid not null,
    label_id    uuid not null,
    primary key (snapshot_id, clip_id)
);
create index on deidentified.snapshot_clips (clip_id);
comment on table deidentified.snapshot_clips is 'Lineage: which clip and label are in which snapshot (RT8)';
comment on column deidentified.snapshot_clips.snapshot_id is 'the snapshot';
comment on column deidentified.snapshot_clips.clip_id is 'the clip';
comment on column deidentified.snapshot_clips.label_id is 'the label';

create table deidentified.models (
    model_id    uuid primary key,
    snapshot_id uuid not null references deidentified.snapshots,
    object_key  text not null,
    wrapped_key bytea not null,
    sha256      bytea not null,
    seed        bigint not null,
    made_at     timestamptz not null
);
comment on table deidentified.models is 'Trained model bundles, released or not';
comment on column deidentified.models.model_id is 'random identifier';
comment on column deidentified.models.snapshot_id is 'what it was trained on';
comment on column deidentified.models.object_key is 'name of the sealed bundle in the object store';
comment on column deidentified.models.wrapped_key is 'bundle key wrapped by the handover key';
comment on column deidentified.models.sha256 is 'SHA-256 of the bundle';
comment on column deidentified.models.seed is 'seed of the training';
comment on column deidentified.models.made_at is 'when';

create table deidentified.evaluation_items (
    item_id      uuid primary key,
    set_name     text not null,
    task         text not null,
    speaker      text not null,
    language     text not null,
    reference    text,
    intent       text,
    slots        jsonb not null default '[]',
    licence      text not null,
    object_key   text not null,
    wrapped_key  bytea not null,
    content_hash bytea not null,
    sample_count bigint not null,
    unique (set_name, content_hash)
);
comment on table deidentified.evaluation_items is 'Licensed reference recordings with known answers; never customers'' recordings, never labelled by a reviewer';
comment on column deidentified.evaluation_items.item_id is 'random identifier';
comment on column deidentified.evaluation_items.set_name is 'name of the evaluation set';
comment on column deidentified.evaluation_items.task is 'task in the collection (coffee orders, one-word commands, sentences)';
comment on column deidentified.evaluation_items.speaker is 'speaker or voice group in the collection';
comment on column deidentified.evaluation_items.language is 'language';
comment on column deidentified.evaluation_items.reference is 'reference transcript where known';
comment on column deidentified.evaluation_items.intent is 'reference intent where known';
comment on column deidentified.evaluation_items.slots is 'reference slots: list of {name, value}';
comment on column deidentified.evaluation_items.licence is 'licence of the recording';
comment on column deidentified.evaluation_items.object_key is 'name of the sealed sound in the object store';
comment on column deidentified.evaluation_items.wrapped_key is 'key wrapped by the handover key';
comment on column deidentified.evaluation_items.content_hash is 'SHA-256 of the samples, so that a repeated import adds nothing';
comment on column deidentified.evaluation_items.sample_count is 'length in samples at 16 kHz';

create table deidentified.evaluations (
    evaluation_id uuid primary key,
    model_id      uuid not null references deidentified.models,
    baseline_id   uuid,
    set_name      text not null,
    task          text not null,
    metric        text not null,
    item_count    integer not null,
    before        double precision not null,
    after         double precision not null,
    lower         double precision not null,
    upper         double precision not null,
    better        boolean not null,
    seed          bigint not null,
    made_at       timestamptz not null
);
comment on table deidentified.evaluations is 'Paired comparison of a model with the live one on people no reviewer heard';
comment on column deidentified.evaluations.evaluation_id is 'random identifier';
comment on column deidentified.evaluations.model_id is 'the candidate';
comment on column deidentified.evaluations.baseline_id is 'the model it is compared with; null is the stock model';
comment on column deidentified.evaluations.set_name is 'evaluation set';
comment on column deidentified.evaluations.task is 'task';
comment on column deidentified.evaluations.metric is 'intent_and_slots_right (share), words_right (share) or word_error_rate';
comment on column deidentified.evaluations.item_count is 'number of utterances';
comment on column deidentified.evaluations.before is 'metric of the baseline';
comment on column deidentified.evaluations.after is 'metric of the candidate';
comment on column deidentified.evaluations.lower is 'lower end of the 95 % interval of the difference after minus before';
comment on column deidentified.evaluations.upper is 'upper end of that interval';
comment on column deidentified.evaluations.better is 'the interval lies on the good side of zero';
comment on column deidentified.evaluations.seed is 'seed of the bootstrap';
comment on column deidentified.evaluations.made_at is 'when';

-- audit ---------------------------------------------------------------------------------------------------------------

create table audit.leaves (
    leaf_index bigint primary key check (leaf_index >= 0),
    entry      bytea not null,
    leaf_hash  bytea not null check (leaf_hash = sha256('\x00'::bytea || entry))
);
comment on table audit.leaves is 'The log: canonical JSON entries of identifiers and keyed pseudonyms, in order (RFC 6962 leaves)';
comment on column audit.leaves.leaf_index is 'position in the tree, from 0 without gaps';
comment on column audit.leaves.entry is 'canonical JSON: kind, version, at, identifiers';
comment on column audit.leaves.leaf_hash is 'SHA-256(0x00 || entry)';

create table audit.checkpoints (
    tree_size bigint primary key,
    root_hash bytea not null,
    note      text not null,
    signed_at timestamptz not null
);
comment on table audit.checkpoints is 'Signed tree heads (C2SP tlog-checkpoint)';
comment on column audit.checkpoints.tree_size is 'number of leaves';
comment on column audit.checkpoints.root_hash is 'Merkle tree hash (RFC 6962)';
comment on column audit.checkpoints.note is 'signed note';
comment on column audit.checkpoints.signed_at is 'when';

create function audit.append(new_entry bytea) returns bigint
language plpgsql security definer set search_path = pg_catalog, audit as $$
declare
    next_index bigint;
begin
    perform pg_advisory_xact_lock(4711001);
    select coalesce(max(leaf_index) + 1, 0) into next_index from audit.leaves;
    insert into audit.leaves (leaf_index, entry, leaf_hash) values (next_index, new_entry, sha256('\x00'::bytea || new_entry));
    return next_index;
end $$;
revoke all on function audit.append(bytea) from public;

create function audit.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'the audit log is append-only' using errcode = 'insufficient_privilege';
end $$;
create trigger leaves_are_append_only before update or delete or truncate on audit.leaves
    for each statement execute function audit.refuse_change();
create trigger checkpoints_are_append_only before update or delete or truncate on audit.checkpoints
    for each statement execute function audit.refuse_change();
create trigger consent_is_append_only before update or delete or truncate on personal.consent_events
    for each statement execute function audit.refuse_change();

-- staff ---------------------------------------------------------------------------------------------------------------

create table staff.members (
    staff_id       uuid primary key,
    name           text not null unique check (length(name) between 1 and 100),
    role           text not null check (role in ('reviewer', 'administrator', 'auditor')),
    kind           text not null check (kind in ('person', 'simulated')),
    password_hash  text not null,
    sealed_totp    bytea not null,
    last_totp_step bigint not null default 0,
    active         boolean not null default true,
    created_at     timestamptz not null
);
comment on table staff.members is 'People (and the tour''s simulated reviewer) who may sign in to the workbench';
comment on column staff.members.staff_id is 'random identifier';
comment on column staff.members.name is 'sign-in name';
comment on column staff.members.role is 'what they may do; deny by default';
comment on column staff.members.kind is 'simulated: a program that types known answers, named so everywhere';
comment on column staff.members.password_hash is 'argon2id hash';
comment on column staff.members.sealed_totp is 'TOTP secret sealed with the staff key';
comment on column staff.members.last_totp_step is 'last accepted time step; only a greater one is accepted (RFC 6238 section 5.2)';
comment on column staff.members.active is 'false ends every session at once';
comment on column staff.members.created_at is 'when';

create table staff.sessions (
    token_hash   bytea primary key,
    staff_id     uuid not null references staff.members on delete cascade,
    created_at   timestamptz not null,
    last_used_at timestamptz not null,
    expires_at   timestamptz not null
);
comment on table staff.sessions is 'Signed-in browsers of staff: 12 hours, 30 minutes idle (AC3)';
comment on column staff.sessions.token_hash is 'SHA-256 of the session token';
comment on column staff.sessions.staff_id is 'whose session';
comment on column staff.sessions.created_at is 'when it began';
comment on column staff.sessions.last_used_at is 'last request';
comment on column staff.sessions.expires_at is 'when it ends at the latest';

create table staff.sign_in_failures (
    name_hash bytea not null,
    failed_at timestamptz not null
);
create index on staff.sign_in_failures (name_hash, failed_at);
comment on table staff.sign_in_failures is 'Recent failures, for the rate limit (AC6); removed after a day';
comment on column staff.sign_in_failures.name_hash is 'SHA-256 of the name tried, so that an unknown name is limited the same way';
comment on column staff.sign_in_failures.failed_at is 'when';

-- grants --------------------------------------------------------------------------------------------------------------
-- One login role per process. What is not granted here is refused.

revoke all on schema public from public;

grant usage on schema audit to earnest_device_gateway, earnest_customer_portal, earnest_personal_worker, earnest_workbench, earnest_corpus_worker, earnest_administration;
grant execute on function audit.append(bytea) to earnest_device_gateway, earnest_customer_portal, earnest_personal_worker, earnest_workbench, earnest_corpus_worker, earnest_administration;
grant select on audit.leaves, audit.checkpoints to earnest_administration;
grant insert on audit.checkpoints to earnest_administration;

-- device gateway: knows devices and consent, writes recordings, reads releases and own adaptations
grant usage on schema personal, handover, jobs_personal to earnest_device_gateway;
grant select on personal.customers, personal.devices, personal.consent_events, personal.customer_keys, personal.adaptations to earnest_device_gateway;
grant insert on personal.consent_events, personal.customer_keys, personal.recordings to earnest_device_gateway;
grant select (recording_id, customer_id, captured_at, selected, object_key) on personal.recordings to earnest_device_gateway;
grant select, insert, update on handover.allowances to earnest_device_gateway;
grant select on handover.releases to earnest_device_gateway;

-- customer portal: everything of the signed-in customer
grant usage on schema personal, handover, jobs_personal to earnest_customer_portal;
grant select, insert, update, delete on personal.customers, personal.customer_sessions, personal.devices, personal.customer_keys, personal.recordings, personal.clip_links, personal.adaptations to earnest_customer_portal;
grant select, insert on personal.consent_events to earnest_customer_portal;
grant select on handover.clips, handover.labels, handover.receipts, handover.withdrawal_receipts, handover.allowances, handover.releases to earnest_customer_portal;
grant select, insert on handover.withdrawals to earnest_customer_portal;

-- personal worker: de-identifies, places clips, ends lives
grant usage on schema personal, handover, jobs_personal to earnest_personal_worker;
grant select on personal.customers, personal.consent_events, personal.customer_keys, personal.adaptations to earnest_personal_worker;
grant update on personal.customer_keys to earnest_personal_worker;
grant select, update, delete on personal.recordings to earnest_personal_worker;
grant select, insert, delete on personal.clip_links to earnest_personal_worker;
grant delete on personal.customer_sessions, personal.adaptations to earnest_personal_worker;
grant select on personal.customer_sessions to earnest_personal_worker;
grant select, insert on handover.clips, handover.withdrawals to earnest_personal_worker;
grant select on handover.allowances, handover.labels, handover.releases, handover.withdrawal_receipts to earnest_personal_worker;

-- workbench: hands out clips, takes labels
grant usage on schema handover, deidentified, staff, jobs_deidentified to earnest_workbench;
grant select on handover.clips, handover.labels, handover.withdrawals to earnest_workbench;
grant insert on handover.labels, handover.receipts, handover.withdrawals to earnest_workbench;
grant select on handover.allowances to earnest_workbench;
grant update (handed_out) on handover.allowances to earnest_workbench;
grant select, insert, update on deidentified.leases to earnest_workbench;
grant select on staff.members to earnest_workbench;
grant update (last_totp_step) on staff.members to earnest_workbench;
grant select, insert, update, delete on staff.sessions to earnest_workbench;
grant select, insert, delete on staff.sign_in_failures to earnest_workbench;

-- corpus worker: snapshots, trains, evaluates, releases, erases what was withdrawn
grant usage on schema handover, deidentified, jobs_deidentified to earnest_corpus_worker;
grant select on handover.clips, handover.labels, handover.withdrawals, handover.withdrawal_receipts, handover.releases to earnest_corpus_worker;
grant update (wrapped_key, words) on handover.clips to earnest_corpus_worker;
grant delete on handover.labels, handover.clips to earnest_corpus_worker;
grant insert on handover.withdrawal_receipts, handover.releases, handover.withdrawals to earnest_corpus_worker;
grant select, insert on deidentified.snapshots, deidentified.models, deidentified.evaluation_items, deidentified.evaluations to earnest_corpus_worker;
grant select, insert, delete on deidentified.snapshot_clips to earnest_corpus_worker;
grant delete on deidentified.evaluation_items to earnest_corpus_worker;
grant select on deidentified.leases to earnest_corpus_worker;

-- administration: staff, checkpoints, public figures; neither identity nor sound
grant usage on schema staff, handover to earnest_administration;
grant select, insert, update, delete on staff.members to earnest_administration;
grant select, delete on staff.sessions, staff.sign_in_failures to earnest_administration;
grant select on handover.allowances to earnest_administration;
