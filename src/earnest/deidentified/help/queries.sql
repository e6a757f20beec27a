-- ask_question --
-- Ask about a word of the clip that a reviewer has; one open question for a clip.
insert into deidentified.questions (question_id, clip_id, asked_by, at_sample, asked_at, ends_at)
select %(question_id)s, clip_id, staff_id, %(at_sample)s, %(now)s, %(ends_at)s
from deidentified.leases
where lease_id = %(lease_id)s and staff_id = %(staff_id)s and ended_at is null and expires_at > %(now)s
  and not exists (
      select 1 from deidentified.questions as open
      where open.clip_id = leases.clip_id and open.asked_by = %(staff_id)s and open.answered_at is null
        and open.ends_at > %(now)s);

-- has_lease --
-- Whether a reviewer has a clip now.
select 1 from deidentified.leases
where lease_id = %(lease_id)s and staff_id = %(staff_id)s and ended_at is null and expires_at > %(now)s;

-- list_open_questions --
-- Questions of others that are open, the oldest first; not about clips that are hard to bear for those who did not choose such.
select question_id, clip_id, at_sample, asked_at, ends_at,
    exists (select 1 from deidentified.leases where leases.clip_id = questions.clip_id and outcome = 'ejected') as ejected
from deidentified.questions
where asked_by <> %(staff_id)s and answered_at is null and ends_at > %(now)s
  and not exists (select 1 from deidentified.leases where leases.clip_id = questions.clip_id and outcome = 'escalated')
  and (not exists (select 1 from deidentified.leases where leases.clip_id = questions.clip_id and outcome = 'ejected')
       or exists (select 1 from deidentified.reviewer_settings where staff_id = %(staff_id)s and accepts_distressing))
order by asked_at
limit 50;

-- list_own_questions --
-- What a reviewer asked, and the answers.
select question_id, clip_id, asked_at, ends_at, sealed_answer from deidentified.questions
where asked_by = %(staff_id)s and ends_at > %(now)s
order by asked_at desc;

-- answer_question --
-- Write the one word; the first answer counts.
update deidentified.questions
set answered_by = %(staff_id)s, sealed_answer = %(sealed)s, answered_at = %(now)s
where question_id = %(question_id)s and answered_at is null and ends_at > %(now)s;

-- give_question_ticket --
-- Let the sound of a question leave once.
insert into deidentified.question_tickets (ticket_hash, question_id, staff_id, ends_at)
values (%(ticket_hash)s, %(question_id)s, %(staff_id)s, %(ends_at)s);

-- use_question_ticket --
-- Take a ticket; of two that ask at once one gets it. It is spent whoever asks.
delete from deidentified.question_tickets where ticket_hash = %(ticket_hash)s returning question_id, staff_id, ends_at;

-- forget_ended_questions --
-- Questions whose day is over; their tickets go with them.
delete from deidentified.questions where ends_at <= %(now)s;
