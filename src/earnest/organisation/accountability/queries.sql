-- add_breach_entry --
-- One entry of the breach register; it is never changed.
insert into accountability.breach_entries (entry_id, breach_id, place, kind, happened_at, risk, nature, people, remark, member, entered_at)
values (%(entry_id)s, %(breach_id)s, %(place)s, %(kind)s, %(happened_at)s, %(risk)s, %(nature)s, %(people)s, %(remark)s, %(member)s, %(now)s);

-- list_breach_entries --
-- All entries, breach by breach in their order.
select entry_id, breach_id, place, kind, happened_at, risk, nature, people, remark, member, entered_at
from accountability.breach_entries order by breach_id, place;

-- list_entries_of_breach --
-- The entries of one breach in their order.
select entry_id, breach_id, place, kind, happened_at, risk, nature, people, remark, member, entered_at
from accountability.breach_entries where breach_id = %(breach_id)s order by place;

-- note_breach_reminder --
-- Of a breach the log is told; nothing where it was told before.
insert into accountability.breach_reminders (breach_id, late, noted_at) values (%(breach_id)s, %(late)s, %(now)s)
on conflict do nothing;

-- list_statements --
-- What the organisation states of each subject, the newest of each.
select distinct on (subject) subject, state, content, written_at from accountability.statements order by subject, written_at desc;

-- add_statement --
-- The organisation states something of a subject.
insert into accountability.statements (subject, state, content, written_by, written_at)
values (%(subject)s, %(state)s, %(content)s, %(member)s, %(now)s);

-- ask_for_pack --
-- A pack is to be made.
insert into accountability.evidence_packs (pack_id, first_day, last_day, asked_by, asked_at, expires_at)
values (%(pack_id)s, %(first)s, %(last)s, %(member)s, %(now)s, %(expires_at)s);

-- count_waiting_packs --
-- How many packs wait or are being made.
select count(*) from accountability.evidence_packs where ended_at is null;

-- list_packs --
-- Packs, newest first.
select pack_id, first_day, last_day, asked_at, began_at, ended_at, problem, octet_length(content) as size, expires_at
from accountability.evidence_packs order by asked_at desc, pack_id;

-- take_pack --
-- The next pack that waits, or was begun and left by a process that ended.
update accountability.evidence_packs set began_at = %(now)s
where pack_id = (
    select pack_id from accountability.evidence_packs
    where ended_at is null and (began_at is null or began_at < %(stale)s)
    order by asked_at limit 1 for update skip locked
)
returning pack_id, first_day, last_day;

-- end_pack --
-- A pack was made, or could not be.
update accountability.evidence_packs set content = %(content)s, problem = %(problem)s, ended_at = %(now)s, expires_at = %(expires_at)s
where pack_id = %(pack_id)s and ended_at is null;

-- load_pack --
-- A pack that was made and has not expired.
select content from accountability.evidence_packs
where pack_id = %(pack_id)s and content is not null and expires_at > %(now)s;

-- forget_packs --
-- Packs that expired.
delete from accountability.evidence_packs where expires_at <= %(now)s;

-- tell_server --
-- What the server of the database is: its version, and how it was built.
select current_setting('server_version'), version();
