-- insert_event --
-- Record a decision; the table is append-only.
insert into personal.consent_events (
    consent_event_id, customer_id, purpose, given, wording_version, wording_hash, wording_language, channel, recorded_at
) values (
    %(consent_event_id)s, %(customer_id)s, %(purpose)s, %(given)s, %(wording_version)s, %(wording_hash)s,
    %(wording_language)s, %(channel)s, %(recorded_at)s
);

-- list_events --
-- All decisions of one person in the order in which they were taken.
select consent_event_id, customer_id, purpose, given, wording_version, wording_hash, wording_language, channel, recorded_at
from personal.consent_events
where customer_id = %(customer_id)s
order by sequence;
