-- Teaching the wake word has a yes of its own (CN1). Nobody has given it yet, so what crossed under another one goes.

alter table personal.consent_events drop constraint consent_events_purpose_check;
alter table personal.consent_events add constraint consent_events_purpose_check
    check (purpose in ('own_history', 'automatic_learning', 'human_review', 'wake_word_learning'));

delete from handover.wake_examples;
delete from personal.wake_links;
