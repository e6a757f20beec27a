-- take_wake_links --
-- Forget whose wake examples these were, and say which.
delete from personal.wake_links where customer_id = %(customer_id)s returning example_id;

-- take_wake_links_of --
-- The same for some recordings of one person.
delete from personal.wake_links
where customer_id = %(customer_id)s and recording_id = any(%(recording_ids)s) returning example_id;

-- choose_retention --
-- Keep a customer's recordings for so many days; null: as the settings say.
update personal.customers set retention_days = %(days)s where customer_id = %(customer_id)s;

-- restrict --
-- Keep everything of a customer and use nothing, or use it again.
update personal.customers set restricted_at = %(now)s where customer_id = %(customer_id)s;

-- measure_kept --
-- How much is kept of one person, and when it ends: recordings with their length, archives that can be fetched, and examples of
-- the wake word.
select count(*), coalesce(sum(sample_count), 0)::bigint, min(delete_after), max(delete_after),
    (
        select coalesce(sum(size_bytes), 0)::bigint from personal.exports
        where customer_id = %(customer_id)s and ended_at is null and ready_at is not null
    ),
    (select count(*) from personal.wake_links where customer_id = %(customer_id)s),
    (select max(delete_after) from personal.wake_links where customer_id = %(customer_id)s)
from personal.recordings where customer_id = %(customer_id)s and erased_at is null;

-- list_wake_links --
-- Wake examples that were made of what this person said.
select example_id from personal.wake_links where customer_id = %(customer_id)s;

-- list_own_of --
-- Which of these recordings are this person's and kept.
select recording_id from personal.recordings
where customer_id = %(customer_id)s and recording_id = any(%(recording_ids)s) and erased_at is null
    and recordings.erasures = (select customers.erasures from personal.customers where customers.customer_id = recordings.customer_id);

-- list_of_period --
-- What this person said in a period and is kept.
select recording_id from personal.recordings
where customer_id = %(customer_id)s and captured_at >= %(since)s and captured_at < %(until)s and erased_at is null
    and recordings.erasures = (select customers.erasures from personal.customers where customers.customer_id = recordings.customer_id);

-- list_all_kept --
-- Everything of this person that is kept.
select recording_id from personal.recordings where customer_id = %(customer_id)s and erased_at is null;

-- count_deletion --
-- What a deletion of these recordings of one person would take, besides their clips.
select count(*), min(captured_at), max(captured_at),
    (
        select count(distinct recording_id) from personal.adaptations
        where customer_id = %(customer_id)s and recording_id = any(%(recording_ids)s)
    ),
    (select count(*) from personal.exports where customer_id = %(customer_id)s and ended_at is null)
from personal.recordings
where customer_id = %(customer_id)s and recording_id = any(%(recording_ids)s) and erased_at is null;

-- insert_deletion --
-- Note a deletion, of whom is not told.
insert into personal.deletions (deletion_id, scope, asked_at, recordings, clips)
values (%(deletion_id)s, %(scope)s, %(asked_at)s, %(recordings)s, %(clips)s);

-- insert_pending --
-- Note what a deletion waits for.
insert into personal.deletions_pending (deletion_id, recording_id, clip_id)
select %(deletion_id)s::uuid, recording_id, null::uuid from unnest(%(recording_ids)s::uuid[]) as recording_id
union all
select %(deletion_id)s::uuid, null::uuid, clip_id from unnest(%(clip_ids)s::uuid[]) as clip_id;

-- list_open_deletions --
-- Deletions whose recordings are all gone and that have no receipt yet.
select deletion_id, scope, asked_at, recordings, clips from personal.deletions
where completed_at is null
  and not exists (select 1 from personal.emptyings where emptyings.deletion_id = deletions.deletion_id)
  and not exists (
    select 1 from personal.deletions_pending join personal.recordings using (recording_id)
    where deletions_pending.deletion_id = deletions.deletion_id
)
order by asked_at limit %(limit)s;

-- list_pending_clips --
-- Clips of which a deletion waits for receipts.
select clip_id from personal.deletions_pending where deletion_id = %(deletion_id)s and clip_id is not null;

-- complete_deletion --
-- Keep the receipt.
update personal.deletions set completed_at = %(now)s, document = %(document)s, leaf_index = %(leaf_index)s
where deletion_id = %(deletion_id)s;

-- delete_pending --
-- Forget which recordings and clips a receipt is about.
delete from personal.deletions_pending where deletion_id = %(deletion_id)s;

-- find_deletion --
-- One deletion with its receipt.
select deletion_id, scope, asked_at, recordings, clips, completed_at, document, leaf_index
from personal.deletions where deletion_id = %(deletion_id)s;

-- forget_deletions --
-- Forget receipts after a year.
delete from personal.deletions where asked_at < %(before)s;

-- close_account --
-- Close the account of who is signed in, once nothing is kept.
select personal.close_account(%(session_token)s, %(customer_id)s, %(now)s);

-- delete_closed --
-- Remove closed accounts whose last ciphertext is gone, and the vault key.
delete from personal.customers where closed_at is not null
    and not exists (select 1 from personal.recordings where recordings.customer_id = customers.customer_id)
    and not exists (select 1 from personal.emptyings where emptyings.customer_id = customers.customer_id);

-- end_exports --
-- Destroy the keys of archives that hold something that was deleted; their objects go by the sweep.
update personal.exports set wrapped_key = null, ended_at = coalesce(ended_at, now()) where customer_id = %(customer_id)s;

-- delete_past_claims --
-- Forget claims a month after their answer, and all after four months.
delete from personal.claims where decided_at < %(decided_before)s or made_at < %(made_before)s;

-- list_living --
-- What is kept of one person, for the decision which of it may stay; what a no took off the way to a reviewer does not
-- come back by a later yes.
select recording_id, purposes, selected and review_state <> 'withdrawn' as selected from personal.recordings
where customer_id = %(customer_id)s and erased_at is null
    and recordings.erasures = (select customers.erasures from personal.customers where customers.customer_id = recordings.customer_id);

-- note_erasures --
-- Remember that the log is to tell of erased recordings.
insert into personal.erasures (recording_id, reason, day)
select recording_id, %(reason)s, %(day)s from unnest(%(recording_ids)s::uuid[]) as erased (recording_id)
on conflict (recording_id) do nothing;

-- take_erasures --
-- Erasures of the days before, which the log may tell of now: day by day, in the order of the random identifiers.
delete from personal.erasures
where recording_id in (
    select recording_id from personal.erasures where day < %(today)s order by day, recording_id limit %(limit)s
)
returning recording_id, reason, day;

-- delete_chosen_counts --
-- Forget how often people were chosen, once no cap looks at it any more.
delete from personal.chosen_counts where day < %(before)s;

-- delete_lessons_of --
-- Forget what was learned from these recordings.
delete from personal.adaptations where customer_id = %(customer_id)s and recording_id = any(%(recording_ids)s);

-- delete_lessons --
-- Forget everything that was learned from one person.
delete from personal.adaptations where customer_id = %(customer_id)s;

-- delete_household_names --
-- Delete one customer's household names.
delete from personal.household_names where customer_id = %(customer_id)s;

-- delete_skills --
-- Delete what one customer's skills were told and fetched.
delete from personal.skills where customer_id = %(customer_id)s;

-- delete_home --
-- Delete one customer's timers and lists.
delete from personal.homes where customer_id = %(customer_id)s;

-- list_clips_of --
-- Clips made from these recordings.
select clip_id from personal.clip_links where customer_id = %(customer_id)s and recording_id = any(%(recording_ids)s);

-- list_clips --
-- Clips made from anything that this person said.
select clip_id from personal.clip_links where customer_id = %(customer_id)s;

-- list_objects --
-- The objects of erased recordings.
select recording_id, object_key from personal.recordings where recording_id = any(%(recording_ids)s) and erased_at is not null;

-- delete_links_of --
-- Remove the links of recordings that are gone.
delete from personal.clip_links where recording_id = any(%(recording_ids)s);

-- list_expired --
-- Recordings past their end date, with their people.
select recording_id, customer_id from personal.recordings
where delete_after <= %(now)s and erased_at is null
order by delete_after
limit %(limit)s;

-- list_erased --
-- Recordings whose key is destroyed and whose row is still there.
select recording_id from personal.recordings where erased_at is not null limit %(limit)s;

-- cut_links --
-- Cut links between clips and people that have reached their end (PS5).
delete from personal.clip_links where cut_after <= %(now)s;

-- list_waiting --
-- Recordings that were chosen and not yet de-identified for a while; their job is started again.
select recording_id from personal.recordings
where review_state = 'waiting' and erased_at is null and captured_at < %(before)s
    and recordings.erasures = (select customers.erasures from personal.customers where customers.customer_id = recordings.customer_id)
limit %(limit)s;

-- list_object_keys --
-- Which of these objects belong to a recording.
select object_key from personal.recordings where object_key = any(%(object_keys)s);

-- delete_expired_sessions --
-- Forget browsers whose sign-in has ended.
delete from personal.customer_sessions where expires_at <= %(now)s;

-- delete_sign_in_failures --
-- Forget attempts to sign in that no limit counts any more.
delete from personal.sign_in_failures where failed_at <= %(before)s;

-- list_spoken --
-- Clips of people whose standing decision on human review is a no by voice.
select customer_id, clip_id from (
    select distinct on (customer_id) customer_id, given, channel, recorded_at from personal.consent_events
    where purpose = 'human_review'
    order by customer_id, sequence desc
) as standing
join personal.clip_links using (customer_id)
where not given and channel = 'voice' and recorded_at > %(since)s
order by customer_id;

-- list_households --
-- Clips that are linked to people who do not listen to themselves.
select clip_links.clip_id, clip_links.customer_id
from personal.clip_links join personal.customers using (customer_id)
where customers.programme <> 'household';

-- count_kept --
-- How many recordings are kept of one person.
select count(*) from personal.recordings
where customer_id = %(customer_id)s and erased_at is null
    and recordings.erasures = (select customers.erasures from personal.customers where customers.customer_id = recordings.customer_id);

-- insert_emptying --
-- What was stored until now is to be removed, and the vault key from which it hangs.
insert into personal.emptyings (emptying_id, customer_id, erasures, deletion_id, asked_at, vault_key)
select %(emptying_id)s, customers.customer_id, erasures, %(deletion_id)s, %(now)s, 'v-' || encode(sha256(wrapped_key), 'hex')
from personal.customers left join personal.customer_keys using (customer_id) where customers.customer_id = %(customer_id)s;

-- find_emptying --
-- What was asked for first and is not done, but for what waits for the end of its vault key alone.
select emptying_id, customer_id, erasures, deletion_id from personal.emptyings
where vault_key is null or exists (
    select from personal.recordings
    where recordings.customer_id = emptyings.customer_id and recordings.erasures < emptyings.erasures and erased_at is null)
order by asked_at, emptying_id limit 1;

-- list_emptied --
-- Recordings that are to be removed.
select recording_id from personal.recordings
where customer_id = %(customer_id)s and erasures < %(erasures)s and erased_at is null
limit %(limit)s;

-- list_emptied_vault_keys --
-- Vault keys of everything that is to be removed, of what was asked for since one looked last.
select emptying_id, vault_key from personal.emptyings where emptying_id <> all(%(known)s::uuid[]);

-- list_emptied_objects --
-- Of the same the objects of recordings that hang from no vault key, because they are older than vault keys are.
select object_key from personal.emptyings join personal.recordings using (customer_id)
where emptying_id = any(%(emptying_ids)s) and recordings.erasures < emptyings.erasures and object_key is not null
    and get_byte(recordings.wrapped_key, 0) <> 3;

-- note_destroyed_vault_keys --
-- Their vault keys are destroyed.
update personal.emptyings set vault_key = null where emptying_id = any(%(emptying_ids)s);

-- list_vault_keys --
-- Which of these vault keys belong to a customer's key.
select 'v-' || encode(sha256(wrapped_key), 'hex') from personal.customer_keys
where 'v-' || encode(sha256(wrapped_key), 'hex') = any(%(names)s);

-- end_emptying --
-- All of it was taken away, and its vault key is destroyed.
delete from personal.emptyings where emptying_id = %(emptying_id)s and vault_key is null;
