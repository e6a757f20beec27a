-- end_overdue_leases --
-- End leases whose time is over or whose clip was withdrawn; another transaction that does the same is not waited for.
update deidentified.leases
set ended_at = %(now)s, outcome = case when clip_id = any(%(withdrawn)s) then 'withdrawn' else 'expired' end
where lease_id in (
    select overdue.lease_id from deidentified.leases as overdue
    where overdue.ended_at is null and (overdue.expires_at <= %(now)s or overdue.clip_id = any(%(withdrawn)s))
    for update skip locked
);

-- list_in_use --
-- Clips in the hands of reviewers, and clips of which there are drafts or notes, once for each use.
select clip_id, 'leased' as use from deidentified.leases where ended_at is null
union all select distinct clip_id, 'drafted' from deidentified.drafts
union all select distinct clip_id, 'noted' from deidentified.notes;

-- find_own_open_lease --
-- The clip that a reviewer holds.
select lease_id, clip_id, leased_at, expires_at, ended_at, outcome, played_milliseconds, sound_left_at, label_id
from deidentified.leases
where staff_id = %(staff_id)s and ended_at is null;

-- find_free_clip --
-- The first of these clips that no other transaction is taking at this moment. The advisory lock is what `skip locked` would be on a table
-- that this role may not change.
select clip_id from unnest(%(clip_ids)s::uuid[]) as offered (clip_id)
where deidentified.try_clip(clip_id::text)
limit 1;

-- list_not_for --
-- Clips that this reviewer is not given now: in other hands, reserved for another, reviewed or given back before by them, under any account of theirs,
-- hard to bear and not chosen, or escalated.
select clip_id from deidentified.leases where ended_at is null and (%(overdue_too)s or expires_at > %(now)s)
union all
select clip_id from deidentified.reserved_clips where staff_id <> %(staff_id)s and ends_at > %(now)s
union all
select clip_id from deidentified.leases
where staff_id = any(%(accounts)s) and outcome in ('labelled', 'rejected', 'returned', 'ejected')
union all
select clip_id from deidentified.leases where outcome = 'escalated'
union all
select clip_id from deidentified.leases
where staff_id = any(%(accounts)s) and outcome = 'skipped' and ended_at > %(skipped_since)s
union all
select clip_id from deidentified.leases
where outcome = 'ejected' and not exists (
    select 1 from deidentified.reviewer_settings where staff_id = %(staff_id)s and accepts_distressing);

-- list_drafted --
-- Clips of which this reviewer has a draft.
select clip_id from deidentified.drafts where staff_id = %(staff_id)s;

-- insert_lease --
-- Take a clip that is not leased; the unique indexes allow one lease per clip and per reviewer.
insert into deidentified.leases (lease_id, clip_id, staff_id, leased_at, expires_at)
values (%(lease_id)s, %(clip_id)s, %(staff_id)s, %(now)s, %(expires_at)s)
on conflict do nothing;

-- look_at_others --
-- Of a clip that was just taken: whether it was never leased before, and whether this person has reviewed it or given it back
-- before, under any of their accounts.
select not exists (select 1 from deidentified.leases where clip_id = %(clip_id)s and lease_id <> %(lease_id)s) as first,
    exists (
        select 1 from deidentified.leases
        where clip_id = %(clip_id)s and staff_id = any(%(accounts)s::uuid[]) and outcome in ('labelled', 'rejected', 'returned', 'ejected')
    ) as reviewed;

-- reserve_clip --
-- Keep a clip for a reviewer; not where another one has it. What is past its time goes.
with over as (
    delete from deidentified.reserved_clips
    where clip_id in (select clip_id from deidentified.reserved_clips where ends_at <= %(now)s for update skip locked)
)
insert into deidentified.reserved_clips (staff_id, clip_id, lease_id, purpose, sealed_key, ends_at)
select %(staff_id)s, %(clip_id)s, %(lease_id)s, %(purpose)s, %(sealed_key)s, %(ends_at)s
where not exists (select from deidentified.leases where clip_id = %(clip_id)s and ended_at is null)
on conflict do nothing;

-- use_reserved --
-- What was reserved for a reviewer, which is given now or not at all.
with used as (
    delete from deidentified.reserved_clips where staff_id = %(staff_id)s returning lease_id, clip_id, purpose, sealed_key, ends_at
)
select lease_id, clip_id, purpose, sealed_key from used where ends_at > %(now)s;

-- give_back_reserved --
-- Nothing is reserved for a reviewer any more.
delete from deidentified.reserved_clips where staff_id = %(staff_id)s;

-- load_own_lease --
-- A lease of this reviewer, held against change until the transaction ends.
select lease_id, clip_id, leased_at, expires_at, ended_at, outcome, played_milliseconds, sound_left_at, label_id
from deidentified.leases
where lease_id = %(lease_id)s and staff_id = %(staff_id)s
for update;

-- record_sound_left --
-- Remember when the sound first left, and how often it did.
update deidentified.leases
set sound_left_at = coalesce(sound_left_at, %(now)s), sound_requests = sound_requests + 1
where lease_id = %(lease_id)s and staff_id = %(staff_id)s and ended_at is null;

-- give_sound_ticket --
-- Let the sound of a lease leave once; tickets whose minute is over go, and what another transaction takes meanwhile is not waited for.
with forgotten as (
    delete from deidentified.sound_tickets
    where ticket_hash in (
        select ticket_hash from deidentified.sound_tickets where ends_at <= %(now)s for update skip locked
    )
)
insert into deidentified.sound_tickets (ticket_hash, lease_id, staff_id, ends_at)
values (%(ticket_hash)s, %(lease_id)s, %(staff_id)s, %(ends_at)s);

-- use_sound_ticket --
-- Take a ticket; of two that ask at once one gets it. It is spent whoever asks.
delete from deidentified.sound_tickets where ticket_hash = %(ticket_hash)s returning lease_id, staff_id, ends_at;

-- record_play --
-- Remember how much was played; never less than before.
update deidentified.leases
set played_milliseconds = greatest(played_milliseconds, %(played_milliseconds)s)
where lease_id = %(lease_id)s and staff_id = %(staff_id)s and ended_at is null;

-- end_lease --
-- The reviewer is done with the clip.
update deidentified.leases
set ended_at = %(now)s, outcome = %(outcome)s, label_id = %(label_id)s, keystrokes = %(keystrokes)s
where lease_id = %(lease_id)s and staff_id = %(staff_id)s and ended_at is null;

-- count_own_labels --
-- Clips that this reviewer has labelled or rejected since a moment.
select count(*)
from deidentified.leases
where staff_id = %(staff_id)s and outcome in ('labelled', 'rejected') and ended_at >= %(since)s;

-- eject_lease --
-- The clip is hard to bear; a lease that ended without a verdict is marked too, one with a verdict stays as it is.
update deidentified.leases
set ended_at = coalesce(ended_at, %(now)s), outcome = 'ejected'
where lease_id = %(lease_id)s and staff_id = %(staff_id)s
  and (outcome is null or outcome in ('expired', 'returned', 'set_aside'));

-- is_distressing --
-- Whether a reviewer found a clip hard to bear.
select 1 from deidentified.leases where clip_id = %(clip_id)s and outcome = 'ejected' limit 1;

-- accepts_distressing --
-- Whether a reviewer takes clips that others found hard to bear.
select accepts_distressing from deidentified.reviewer_settings where staff_id = %(staff_id)s;

-- set_accepts_distressing --
-- Keep what a reviewer chose.
insert into deidentified.reviewer_settings (staff_id, accepts_distressing) values (%(staff_id)s, %(accepts)s)
on conflict (staff_id) do update set accepts_distressing = excluded.accepts_distressing;

-- list_keys --
-- Keys that a reviewer has changed.
select action, chord from deidentified.reviewer_keys where staff_id = %(staff_id)s order by action;

-- forget_keys --
-- Back to the first keys.
delete from deidentified.reviewer_keys where staff_id = %(staff_id)s;

-- keep_key --
-- Keep one key.
insert into deidentified.reviewer_keys (staff_id, action, chord) values (%(staff_id)s, %(action)s, %(chord)s)
on conflict (staff_id, action) do update set chord = excluded.chord;

-- load_day --
-- What a reviewer did since a moment: labels, rejections, skipped clips, milliseconds of play, seconds with a clip (a pause counts
-- as three minutes).
select count(*) filter (where outcome = 'labelled'), count(*) filter (where outcome = 'rejected'),
    count(*) filter (where outcome = 'skipped'), coalesce(sum(played_milliseconds), 0),
    coalesce(sum(least(extract(epoch from ended_at - leased_at), 180)), 0)
from deidentified.leases
where staff_id = %(staff_id)s and ended_at >= %(since)s;

-- list_written_since --
-- Labels that a reviewer wrote since a moment and did not take back.
select label_id from deidentified.leases
where staff_id = %(staff_id)s and ended_at >= %(since)s and outcome = 'labelled' and label_id is not null;

-- keep_note --
-- Keep a note to the lead.
insert into deidentified.notes (note_id, clip_id, staff_id, sealed, written_at)
values (%(note_id)s, %(clip_id)s, %(staff_id)s, %(sealed)s, %(now)s);

-- list_notes --
-- Notes that no lead is done with, the oldest first.
select note_id, clip_id, sealed, written_at from deidentified.notes where read_at is null order by written_at limit %(most)s;

-- finish_note --
-- A lead is done with a note.
update deidentified.notes set read_at = %(now)s where note_id = %(note_id)s and read_at is null;

-- answer_note --
-- A lead answers a note and is done with it.
update deidentified.notes set read_at = %(now)s, sealed_answer = %(sealed)s where note_id = %(note_id)s and read_at is null
returning clip_id;

-- find_noted --
-- The clip of a note that no lead is done with.
select clip_id from deidentified.notes where note_id = %(note_id)s and read_at is null;

-- list_own_notes --
-- What a member wrote to the lead, the newest first.
select note_id, clip_id, sealed, written_at, read_at, sealed_answer from deidentified.notes
where staff_id = %(staff_id)s order by written_at desc limit %(most)s;

-- forget_notes --
-- Notes about withdrawn clips.
delete from deidentified.notes where clip_id = any(%(withdrawn)s);

-- keep_draft --
-- Keep what a reviewer has written so far.
insert into deidentified.drafts (staff_id, clip_id, sealed, saved_at) values (%(staff_id)s, %(clip_id)s, %(sealed)s, %(now)s)
on conflict (staff_id, clip_id) do update set sealed = excluded.sealed, saved_at = excluded.saved_at;

-- find_draft --
-- What a reviewer had written about a clip.
select sealed from deidentified.drafts where staff_id = %(staff_id)s and clip_id = %(clip_id)s;

-- delete_own_draft --
-- The draft was sent, or is not wanted.
delete from deidentified.drafts where staff_id = %(staff_id)s and clip_id = %(clip_id)s;

-- delete_drafts_of_others --
-- Another reviewer has the clip now.
delete from deidentified.drafts where clip_id = %(clip_id)s and staff_id <> %(staff_id)s;

-- forget_stale_drafts --
-- Drafts that were abandoned, unless their clips are or were stopped, and drafts of withdrawn clips.
delete from deidentified.drafts
where saved_at <= %(before)s and clip_id <> all(%(kept)s::uuid[]) or clip_id = any(%(withdrawn)s);

-- list_sent --
-- What a reviewer sent lately, newest first.
select lease_id, clip_id, outcome, ended_at, label_id
from deidentified.leases
where staff_id = %(staff_id)s and outcome in ('labelled', 'rejected') and ended_at > %(since)s
order by ended_at desc
limit %(most)s;

-- take_back --
-- Remove a label or rejection that was just sent; null where it is too late. The function checks what may be taken back.
select deidentified.take_back(%(lease_id)s, %(staff_id)s, %(now)s);

-- list_given_since --
-- Clips that a person was given since a moment, under any account.
select distinct clip_id from deidentified.leases where staff_id = any(%(accounts)s) and leased_at > %(since)s;

-- list_names --
-- Names that a lead decided about.
select name_id, language, intent, slot, state, renamed_to, proposed_at from deidentified.catalogue_names
where %(language)s::text is null or language = %(language)s::text
order by language, intent, slot limit %(most)s;

-- propose_name --
-- Note a name that a label used for the first time.
insert into deidentified.proposed_names (name_id, clip_id, sealed, proposed_at)
select %(name_id)s, %(clip_id)s, %(sealed)s, %(now)s
where (select count(*) from deidentified.proposed_names) < %(most)s;

-- list_proposed_names --
-- Names without a decision, the oldest first.
select name_id, clip_id, sealed, proposed_at from deidentified.proposed_names order by proposed_at, name_id;

-- forget_names --
-- Proposals that no lead decided about in time.
delete from deidentified.proposed_names where proposed_at <= %(before)s;

-- forget_name --
-- A lead decided about a proposal.
delete from deidentified.proposed_names where name_id = %(name_id)s;

-- keep_name --
-- Keep what a lead decided about a proposal.
insert into deidentified.catalogue_names (name_id, language, intent, slot, state, renamed_to, proposed_at, decided_at)
values (%(name_id)s, %(language)s, %(intent)s, %(slot)s, %(state)s, %(renamed_to)s, %(proposed_at)s, %(now)s)
on conflict (language, intent, slot) do update
set state = excluded.state, renamed_to = excluded.renamed_to, decided_at = excluded.decided_at;

-- decide_name --
-- Keep another decision.
update deidentified.catalogue_names
set state = %(state)s, renamed_to = %(renamed_to)s, decided_at = %(now)s, intent = %(intent)s, slot = %(slot)s
where name_id = %(name_id)s and state <> 'refused';
