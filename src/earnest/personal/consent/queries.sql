-- record_decision --
-- Record what a signed-in person decided; the database asks for the session.
select personal.record_decision(
    %(session_token)s, %(consent_event_id)s, %(customer_id)s, %(purpose)s, %(given)s, %(wording_version)s,
    %(wording_hash)s, %(wording_language)s, %(recorded_at)s
);

-- record_spoken_no --
-- Record a no to human review by voice; nothing else can be recorded so.
select personal.record_spoken_no(
    %(consent_event_id)s, %(customer_id)s, %(wording_version)s, %(wording_hash)s, %(wording_language)s, %(recorded_at)s
);

-- list_events --
-- All decisions of one person in the order in which they were taken.
select consent_event_id, customer_id, purpose, given, wording_version, wording_hash, wording_language, channel, recorded_at
from personal.consent_events
where customer_id = %(customer_id)s
order by sequence;
