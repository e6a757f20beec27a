"""S1: alarms are set, told and cancelled by voice, survive a restart, keep to the clocks, and ring. Over HTTP."""

import threading
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from support.by_voice import SOUND, Spoken, person
from support.databases import Databases
from support.speaking import PersonalSide

from earnest.personal.assistant.skills.alarms.skill import moment_of
from earnest.personal.customers.store import load_speaker
from earnest.services.database.roles import Role

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture
def side(databases: Databases, data_folder: Path) -> PersonalSide:
    return PersonalSide(databases=databases, folder=data_folder)


def rings(spoken: Spoken, wait: float = 0.0, token: str | None = None) -> dict[str, object]:
    answer = spoken.client.get(
        "/api/rings", params={"wait": wait}, headers={"Authorization": f"Bearer {token or spoken.token}"}
    )
    assert answer.status_code == 200, answer.text
    return answer.json()


@pytest.mark.parametrize(
    ("language", "sentence", "said", "told", "cancelled"),
    [
        ("en", "wake me at seven", "Alarm set for tomorrow at 07:00.", "which alarms are set", "cancel my alarms"),
        ("de", "Weck mich um halb sieben", "Wecker gestellt: morgen um 06:30 Uhr.", "welche Wecker sind gestellt",
         "Stell den Wecker aus"),
        ("nl", "Maak me om zeven uur wakker", "Wekker gezet: morgen om 07:00 uur.", "welke wekkers zijn er",
         "zet de wekker uit"),
        ("en", "alarm at 6:30 tomorrow", "Alarm set for tomorrow at 06:30.", "what alarms do I have", "stop the alarm"),
    ],
)  # fmt: skip
def test_an_alarm_is_set_told_and_cancelled(  # noqa: PLR0917 - one sentence each
    side: PersonalSide, language: str, sentence: str, said: str, told: str, cancelled: str
) -> None:
    with person(side, language) as spoken:
        answer = str(spoken.say(sentence)["answer"])
        assert answer.startswith(said)
        assert len(answer) > len(said), "no device waits, and that is said"
        assert rings(spoken)["rings"] == []
        assert spoken.say(sentence)["answer"] == said
        assert said[-8:-1] in str(spoken.say(told)["answer"])
        assert spoken.say(cancelled)["done"]
        assert rings(spoken)["next_due_at"] is None


def test_it_rings_at_a_device_that_waits_after_a_restart_and_at_no_other_household(side: PersonalSide) -> None:
    with person(side) as spoken, person(side) as other:
        assert str(spoken.say("set an alarm for 18:00")["answer"]).startswith("Alarm set for today at 18:00.")
    # Another process, which knows nothing but the database.
    with person(side) as restarted:
        now = side.clock.now()
        due = datetime.fromisoformat(str(rings(restarted, token=spoken.token)["next_due_at"]))
        found: list[dict[str, object]] = []
        waiting = threading.Thread(target=lambda: found.append(rings(restarted, 20, spoken.token)))
        waiting.start()
        side.clock.advance(due - now)
        waiting.join(30)
        assert [ring["kind"] for ring in found[0]["rings"]] == ["alarm"]  # pyright: ignore[reportGeneralTypeIssues, reportCallIssue, reportArgumentType, reportUnknownVariableType]
        assert rings(restarted, token=other.token)["rings"] == []
        sound = restarted.client.get("/api/rings/sound", headers={"Authorization": f"Bearer {spoken.token}"})
        assert sound.content[:4] == b"RIFF"
        headers = {"Authorization": f"Bearer {other.token}"}
        assert restarted.client.delete("/api/rings", headers=headers).status_code == 204
        assert rings(restarted, token=spoken.token)["rings"] != [], "another household silences nothing here"
        headers = {"Authorization": f"Bearer {spoken.token}"}
        assert restarted.client.delete("/api/rings", headers=headers).status_code == 204
        assert rings(restarted, token=spoken.token)["rings"] == []
        assert restarted.client.get("/api/rings").status_code == 401


def test_a_timer_rings_too_and_a_voice_silences_it(side: PersonalSide) -> None:
    with person(side) as spoken:
        _ = spoken.say("set a timer for five minutes")
        side.clock.advance(timedelta(minutes=5))
        assert len(rings(spoken)["rings"]) == 1  # pyright: ignore[reportArgumentType]
        assert spoken.say("stop the timer")["answer"] == "All timers are cancelled."
        assert rings(spoken)["rings"] == []
        _ = spoken.say("set a timer for five minutes")
        side.clock.advance(timedelta(minutes=16))
        assert rings(spoken)["rings"] == [], "what was due long ago does not ring"


@pytest.mark.parametrize(
    ("now", "clock", "day", "due"),
    [
        # The clocks go forward in the night before 29 March 2026 and back in the night before 25 October 2026.
        (datetime(2026, 3, 28, 22, 0, tzinfo=BERLIN), time(7), "", datetime(2026, 3, 29, 5, 0, tzinfo=UTC)),
        (datetime(2026, 10, 24, 22, 0, tzinfo=BERLIN), time(7), "tomorrow", datetime(2026, 10, 25, 6, 0, tzinfo=UTC)),
        (datetime(2026, 3, 28, 22, 0, tzinfo=BERLIN), time(2, 30), "", datetime(2026, 3, 29, 1, 30, tzinfo=UTC)),
        (datetime(2026, 10, 25, 2, 45, tzinfo=BERLIN), time(2, 50), "", datetime(2026, 10, 25, 0, 50, tzinfo=UTC)),
        (datetime(2026, 6, 1, 6, 0, tzinfo=BERLIN), time(7), "", datetime(2026, 6, 1, 5, 0, tzinfo=UTC)),
        (datetime(2026, 6, 1, 8, 0, tzinfo=BERLIN), time(7), "today", None),
    ],
)
def test_an_alarm_keeps_to_the_clock_on_the_wall(now: datetime, clock: time, day: str, due: datetime | None) -> None:
    assert moment_of(clock, day, now) == due


def test_an_alarm_is_of_the_zone_of_the_household(side: PersonalSide) -> None:
    with person(side) as spoken:
        moved = replace(spoken.assistant, zone=ZoneInfo("Asia/Kolkata"))
        spoken.engine.hears = "alarm at 23:30"
        with side.databases[Role.DEVICE_GATEWAY].transaction() as connection:
            speaker = load_speaker(connection, spoken.token)
        _ = moved.hear(SOUND, speaker, None)
        assert str(rings(spoken)["next_due_at"]).startswith("2026-03-04T18:00:00")
