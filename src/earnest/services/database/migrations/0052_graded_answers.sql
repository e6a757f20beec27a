-- What the assistant answered crosses with the clip, de-identified, and reviewers grade it (decision 0045).

alter table handover.clips add column sealed_answer bytea;
comment on column handover.clips.sealed_answer is 'what the assistant answered, de-identified, sealed with the key of the clip and destroyed with it; null: nothing was answered, or the clip is from before answers crossed';

alter table handover.labels
    add column answer_grade text check (answer_grade in ('good', 'partly', 'wrong', 'not_needed')),
    add column answer_fault text check (answer_fault in ('wrong_action', 'wrong_fact', 'misheard', 'refused_wrongly')),
    add check (answer_fault is null or coalesce(answer_grade in ('partly', 'wrong'), false));
comment on column handover.labels.answer_grade is 'how good the answer of the assistant was; null: not graded';
comment on column handover.labels.answer_fault is 'what was wrong with it; null: not said';
