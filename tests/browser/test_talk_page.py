"""The page Talk in a real Chromium, whose microphone plays an English and a German person, and a Dutch voice."""

import json
import os
import shutil
import subprocess
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from shutil import which
from typing import Final

import httpx2
import numpy
import pytest
from browser.axe import violations, violations_in_both_looks
from browser.stage import PATIENCE_MILLISECONDS, Troubles, chromium, running, wav
from playwright.sync_api import Browser, Page, Playwright, Route, expect
from support.databases import Databases
from support.processes import free_port
from support.speaking import PersonalSide

from earnest.foundation.clock import SystemClock
from earnest.foundation.units import SAMPLING_RATE_HERTZ, Samples
from earnest.operations.data_folder import prepare_folder
from earnest.personal.accidents.counts import list_weeks
from earnest.personal.consent.purposes import Purpose
from earnest.personal.customers.records import Customer, Programme
from earnest.personal.household.home.store import changing_home, load_home
from earnest.services.database.roles import Role
from earnest.sound_files.decoding import decode

PASSWORD: Final = "correct horse battery"
RECORDINGS: Final = {
    "en": "commands/smarthome/turn_on_Standing_Light.flac",
    "de": "german/kerstin/de_rhasspy-0604.flac",
}
DUTCH: Final = "hoe laat is het"
ORDER: Final = "commands/barista/0075d273-51bb-47cb-b323-4437bd0de029.flac"
"""A coffee order, for which nothing is learned yet."""
WAKE_WORD: Final = "wake/alexa/94.flac"
OTHERS: Final = ("wake/computer/", "near_miss/", "false_activation/", "sentences/")
"""Where the word that is listened for is not said."""
_EDGE_SECONDS: Final = 0.4

pytestmark = [
    pytest.mark.skipif("EARNEST_SPEECH" not in os.environ, reason="EARNEST_SPEECH names no recordings"),
    pytest.mark.skipif(which("espeak-ng") is None, reason="espeak-ng is not installed"),
]

WATCH: Final = """
(() => {
window.__phases = [];
window.__tones = [];
window.__tracks = [];
new MutationObserver(() => {
  const phase = document.querySelector('[data-phase]')?.dataset.phase;
  if (phase !== undefined && phase !== window.__phases.at(-1)) window.__phases.push(phase);
}).observe(document, {subtree: true, childList: true, attributes: true, attributeFilter: ['data-phase']});
const start = OscillatorNode.prototype.start;
OscillatorNode.prototype.start = function (...at) {
  window.__tones.push(this.frequency.value);
  return start.apply(this, at);
};
window.__ways = [];
for (const name of ['RTCPeerConnection', 'WebSocket', 'EventSource', 'WebTransport']) {
  const Way = window[name];
  if (Way) window[name] = class extends Way { constructor(...given) { super(...given); window.__ways.push(name); } };
}
const open = navigator.mediaDevices?.getUserMedia.bind(navigator.mediaDevices);
if (open) navigator.mediaDevices.getUserMedia = async (wanted) => {
  const stream = await open(wanted);
  window.__tracks.push(...stream.getTracks());
  return stream;
};
})();
"""
"""Remembers states, tones, what was opened of the microphone, and ways to the network that are no requests."""

TEXTS: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {"nav": "Talk", "connect": "Connect this browser", "talk": "Talk", "done": "Done", "listening": "Listening"},
    "de": {
        "nav": "Sprechen",
        "connect": "Diesen Browser verbinden",
        "talk": "Sprechen",
        "done": "Fertig",
        "listening": "Hört zu",
    },
    "nl": {
        "nav": "Praten",
        "connect": "Deze browser verbinden",
        "talk": "Praten",
        "done": "Klaar",
        "listening": "Luistert",
    },
}


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkStage:
    """Portal and gateway, and where they answer."""

    side: PersonalSide
    portal: str
    gateway: str
    with_microphone: Browser
    microphone: Path
    """What its microphone plays."""
    without_microphone: Browser
    folder: Path
    troubles: Troubles

    @contextmanager
    def chromium(self, sound: Path | None) -> Generator[Browser]:
        """A Chromium whose microphone plays a file once for whoever opens it, and is silent then; None: it has none.

        Its profiles are closed at the end. It reads the file anew whenever a microphone is opened.
        """
        browser = self.without_microphone if sound is None else self.with_microphone
        if sound is not None:
            _ = shutil.copyfile(sound, self.microphone)
        before = browser.contexts
        try:
            yield browser
        finally:
            for context in browser.contexts:
                if context not in before:
                    context.close()

    def open_talk(self, browser: Browser, login: str, language: str = "en") -> Page:
        """Sign in, go to the page and connect the browser."""
        texts = TEXTS[language]
        opened = browser.new_context(
            locale={"en": "en-GB", "de": "de-DE", "nl": "nl-NL"}[language], viewport={"width": 1280, "height": 800}
        )
        opened.set_default_timeout(PATIENCE_MILLISECONDS)
        _ = opened.add_init_script(WATCH)
        page = opened.new_page()
        self.troubles.watch(page)
        _ = page.goto(self.portal)
        page.locator("#login").fill(login)
        page.locator("#password").fill(PASSWORD)
        page.keyboard.press("Enter")
        page.get_by_role("navigation").get_by_role("link", name=texts["nav"]).click()
        page.get_by_role("button", name=texts["connect"]).click()
        expect(page.get_by_role("button", name=texts["talk"], exact=True)).to_be_focused()
        return page


@pytest.fixture(scope="module")
def talk(
    module_databases: Databases, playwright: Playwright, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[TalkStage]:
    folder = tmp_path_factory.mktemp("talk") / "data"
    prepare_folder(folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("EARNEST_GATEWAY_PORT", str(free_port()))
        patch.setenv("EARNEST_WYOMING_PORT", str(free_port()))
        microphone = folder / "microphone.wav"
        fake = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
        with (
            running(("device_gateway", "customer_portal"), module_databases, folder) as started,
            chromium(playwright, *fake, f"--use-file-for-fake-audio-capture={microphone}%noloop") as with_microphone,
        ):
            yield TalkStage(
                side=PersonalSide(databases=module_databases, folder=folder),
                portal=started.addresses["customer_portal"],
                gateway=started.addresses["device_gateway"],
                with_microphone=with_microphone,
                microphone=microphone,
                without_microphone=browser,
                folder=folder,
                troubles=Troubles(),
            )


def sound_of(talk: TalkStage, language: str) -> tuple[Path, float]:
    """A file for the microphone with what is said once, and how long that is in seconds."""
    if language == "nl":
        made = subprocess.run(
            ["espeak-ng", "-v", "nl", "-s", "140", "--stdout", DUTCH], capture_output=True, check=True
        )
        said = decode(made.stdout)
    else:
        said = decode((Path(os.environ["EARNEST_SPEECH"]) / RECORDINGS[language]).read_bytes())
    edge = numpy.zeros(int(_EDGE_SECONDS * SAMPLING_RATE_HERTZ), numpy.int16)
    whole: Samples = numpy.concatenate([edge, said, edge])
    path = talk.folder / f"{language}.wav"
    _ = path.write_bytes(wav(whole))
    return path, len(whole) / SAMPLING_RATE_HERTZ


def expected_text(language: str) -> str:
    if language == "nl":
        return DUTCH
    lines = (Path(os.environ["EARNEST_SPEECH"]) / "manifest.jsonl").read_text("utf-8").splitlines()
    return next(one["text"] for one in map(json.loads, lines) if one["file"] == RECORDINGS[language])


def words(text: str) -> set[str]:
    return set("".join(letter if letter.isalnum() else " " for letter in text.lower()).split())


def begin(page: Page) -> None:
    """Press the button as a screen reader does; on a busy machine a key that is pressed may count as held."""
    page.locator("button.talk").evaluate("(button) => button.click()")


@pytest.mark.parametrize("language", ["en", "de", "nl"])
def test_a_person_presses_speaks_and_sees_and_hears_the_answer(talk: TalkStage, language: str) -> None:
    """TR4: every state is seen and told, and has a tone."""
    _ = talk.side.add_customer(Purpose.OWN_HISTORY, login=f"anna-{language}", password=PASSWORD, language=language)
    sound, seconds = sound_of(talk, language)
    texts = TEXTS[language]
    with talk.chromium(sound) as browser:
        page = talk.open_talk(browser, f"anna-{language}", language)
        begin(page)
        expect(page.get_by_role("status").filter(has_text=texts["listening"])).to_be_visible()
        expect(page.get_by_text(f"{int(seconds) + 1} ")).to_be_visible(timeout=60_000)
        page.keyboard.press("Space")
        answer = page.locator(".answer")
        expect(answer).not_to_be_empty(timeout=90_000)
        expect(page.locator("[data-phase]")).to_have_attribute("data-phase", "idle", timeout=60_000)
        if language != "nl":  # A person speaks; what Whisper base makes of an espeak-ng voice is not shown here.
            heard = page.locator("dl dd").first.inner_text()
            wanted = words(expected_text(language))
            assert len(wanted & words(heard)) >= len(wanted) / 2, heard
        phases = page.evaluate("window.__phases")
        assert phases == ["idle", "opening", "listening", "thinking", "speaking", "idle"]
        assert len(set(page.evaluate("window.__tones"))) >= 4
        assert page.evaluate("window.__tracks.map((track) => track.readyState)") == ["ended"]
    assert talk.troubles.take() == []


def test_mute_stops_the_capture(talk: TalkStage) -> None:
    """TR5: no frame arrives while the microphone is muted, and the browser has closed it."""
    _ = talk.side.add_customer(login="mia", password=PASSWORD)
    sound, _ = sound_of(talk, "en")
    with talk.chromium(sound) as browser:
        page = talk.open_talk(browser, "mia")
        begin(page)
        expect(page.get_by_text("2 of 60 seconds")).to_be_visible()
        page.get_by_role("button", name="Mute the microphone").click()
        expect(page.locator("[data-phase]")).to_have_attribute("data-phase", "muted")
        muted_at = page.evaluate("performance.now()")
        _ = page.wait_for_function("(since) => performance.now() - since > 2000", arg=muted_at)
        expect(page.get_by_text("Audio frames since you muted: 0", exact=True)).to_be_visible()
        assert page.evaluate("window.__tracks.map((track) => track.readyState)") == ["ended"]
        # Neither key nor button opens it.
        page.locator("main").focus()
        page.keyboard.press("Space")
        expect(page.locator("[data-phase]")).to_have_attribute("data-phase", "muted")
        assert page.evaluate("window.__tracks.length") == 1
        page.get_by_role("button", name="Switch the microphone on").click()
        expect(page.locator("[data-phase]")).to_have_attribute("data-phase", "idle")
    assert talk.troubles.take() == []


def test_an_answer_that_takes_ten_seconds_is_said_and_can_be_cancelled(talk: TalkStage) -> None:
    _ = talk.side.add_customer(login="sara", password=PASSWORD)
    sound, _ = sound_of(talk, "en")
    asked: list[str] = []

    def never_answer(route: Route) -> None:
        asked.append(route.request.url)

    with talk.chromium(sound) as browser:
        page = talk.open_talk(browser, "sara")
        _ = page.route("**/api/talk/utterances*", never_answer)
        begin(page)
        expect(page.get_by_text("1 of 60 seconds")).to_be_visible()
        page.keyboard.press("Space")
        expect(page.get_by_text("This takes longer than usual")).to_be_visible()
        expect(page.get_by_text("There is no answer after ten seconds.")).to_be_visible()
        page.get_by_role("button", name="Cancel").click()
        expect(page.get_by_text("Cancelled.")).to_be_visible()
        expect(page.locator("[data-phase]")).to_have_attribute("data-phase", "idle")
        assert len(asked) == 1
    assert talk.troubles.take() == []


def test_a_key_that_is_held_is_heard_until_it_is_let_go(talk: TalkStage) -> None:
    _ = talk.side.add_customer(login="hanna", password=PASSWORD)
    sound, _ = sound_of(talk, "en")
    with talk.chromium(sound) as browser:
        page = talk.open_talk(browser, "hanna")
        page.keyboard.down("Space")
        expect(page.get_by_text("1 of 60 seconds")).to_be_visible()
        page.keyboard.up("Space")
        expect(page.locator(".answer")).not_to_be_empty(timeout=90_000)
        assert page.evaluate("window.__tracks.length") == 1
    assert talk.troubles.take() == []


def test_a_wrong_answer_is_corrected_where_it_stands(talk: TalkStage) -> None:
    _ = talk.side.add_customer(Purpose.OWN_HISTORY, login="tom", password=PASSWORD)
    sound, seconds = sound_of(talk, "en")
    with talk.chromium(sound) as browser:
        page = talk.open_talk(browser, "tom")
        begin(page)
        expect(page.get_by_text(f"{int(seconds) + 1} of 60 seconds")).to_be_visible()
        page.keyboard.press("Space")
        page.get_by_role("button", name="That was wrong").click(timeout=90_000)
        field = page.get_by_role("textbox").first
        expect(field).to_be_focused(timeout=60_000)
        field.fill("turn on the standing light")
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.get_by_text("Thank you. Your correction is kept.")).to_be_focused()
        page.get_by_role("navigation").get_by_role("link", name="History").click()
        expect(page.get_by_role("main")).to_contain_text("turn on the standing light")
    assert talk.troubles.take() == []


def test_ri3_a_correction_is_heard_at_once_on_the_old_recording_and_undone(talk: TalkStage) -> None:
    """A person's recording is not understood, corrected, run again before and after beside each other, and undone."""
    purposes = (Purpose.OWN_HISTORY, Purpose.AUTOMATIC_LEARNING)
    programme = Programme.HOUSEHOLD
    customer = talk.side.add_customer(*purposes, login="ruth", password=PASSWORD, programme=programme)
    _, token = talk.side.add_device(customer)
    said = httpx2.post(
        f"{talk.gateway}/api/utterances",
        content=(Path(os.environ["EARNEST_SPEECH"]) / ORDER).read_bytes(),
        headers={"Authorization": f"Bearer {token}", "Content-Type": "audio/flac"},
        timeout=120,
    ).json()
    assert said["text"]
    assert not said["understood"]
    with talk.chromium(None) as browser:
        page = talk.open_talk(browser, "ruth")
        page.get_by_role("navigation").get_by_role("link", name="Not understood").click()
        page.get_by_label("What you said").fill("what time is it")
        page.get_by_role("button", name="Save and learn from this").click()
        effect = page.get_by_role("region", name="What the correction changes")
        before, now = effect.locator("[data-effect=before]"), effect.locator("[data-effect=now]")
        expect(now).to_contain_text("what time is it", timeout=90_000)
        expect(now).to_contain_text("By what you taught it")
        expect(now).not_to_contain_text("Not understood")
        expect(before).to_contain_text(said["text"])
        expect(before).to_contain_text("Not understood")
        effect.get_by_role("button", name="Undo the correction").click()
        expect(effect).to_have_count(0)
        expect(page.get_by_role("main")).to_be_focused()
        expect(page.locator("article").get_by_text(said["text"])).to_be_visible()
        assert [entry["correction"] for entry in history(page)] == [None]
    assert talk.troubles.take() == []


def history(page: Page) -> list[dict[str, object]]:
    return page.evaluate("async () => (await (await fetch('/api/utterances')).json()).utterances")


@pytest.mark.parametrize(
    ("language", "told", "stop", "sound"),
    [
        ("en", "The timer ended at", "Stop ringing", "Play the sound"),
        ("de", "Der Timer ist um", "Klingeln beenden", "Ton einschalten"),
        ("nl", "De timer is om", "Stop het rinkelen", "Geluid aanzetten"),
    ],
)
def test_a_timer_rings_in_the_page_and_is_stopped_by_key_and_by_button(
    talk: TalkStage, language: str, told: str, stop: str, sound: str
) -> None:
    """S1: it is seen and heard, and stops at once, by the key Escape and by the button."""
    login = f"ring-{language}"
    customer = talk.side.add_customer(login=login, password=PASSWORD, language=language)
    with talk.chromium(None) as browser:
        page = talk.open_talk(browser, login, language)
        for number in (1, 2):
            start_timer(talk, customer)
            alert = page.get_by_role("alert").filter(has_text=told)
            expect(alert).to_be_visible(timeout=60_000)
            if number == 1:
                # No press yet that lets a page make sound; the page says so and offers one.
                page.get_by_role("button", name=sound).click()
            wait_for_tones(page, 4 * number)
            if number == 1:
                page.keyboard.press("Escape")
            else:
                page.get_by_role("button", name=stop).click()
            expect(alert).to_have_count(0)
            with talk.side.databases[Role.DEVICE_GATEWAY].transaction() as connection:
                home = load_home(connection, customer.customer_id, talk.side.master_key)
            assert home.rings(SystemClock().now()) == ()
    assert talk.troubles.take() == []


def wait_for_tones(page: Page, count: int) -> None:
    """Wait until so many tones of the ring were played."""
    for _ in range(300):
        if page.evaluate("window.__tones.filter((hertz) => hertz === 880).length") >= count:
            return
        page.wait_for_timeout(200)
    raise AssertionError(page.evaluate("window.__tones"))


def start_timer(talk: TalkStage, customer: Customer) -> None:
    """As a device of the household would by voice: it is over in a second."""
    clock = SystemClock()
    with (
        talk.side.databases[Role.DEVICE_GATEWAY].transaction() as connection,
        changing_home(connection, customer.customer_id, master_key=talk.side.master_key, clock=clock) as home,
    ):
        home.start_timer(timedelta(seconds=1), clock.now())


def test_without_a_microphone_the_page_says_what_to_do(talk: TalkStage) -> None:
    _ = talk.side.add_customer(login="nora", password=PASSWORD)
    with talk.chromium(None) as browser:
        page = talk.open_talk(browser, "nora")
        begin(page)
        expect(page.get_by_role("alert").filter(has_text="microphone")).to_be_visible()
        expect(page.locator("[data-phase]")).to_have_attribute("data-phase", "idle")
    assert talk.troubles.take() == []


def test_where_the_browser_never_makes_sound_the_page_says_so_and_stops_waiting(talk: TalkStage) -> None:
    """Firefox on a machine without an output for sound: the context is suspended, and resuming it never ends."""
    _ = talk.side.add_customer(login="silent", password=PASSWORD)
    with talk.chromium(None) as browser:
        page = talk.open_talk(browser, "silent")
        _ = page.evaluate(
            "AudioContext.prototype.resume = () => new Promise(() => {});"
            "Object.defineProperty(AudioContext.prototype, 'state', { get: () => 'suspended' })"
        )
        begin(page)
        expect(page.get_by_role("alert").filter(has_text="loudspeaker")).to_be_visible(timeout=20_000)
        expect(page.locator("[data-phase]")).to_have_attribute("data-phase", "idle")
    assert talk.troubles.take() == []


def test_a_browser_that_was_revoked_elsewhere_says_so(talk: TalkStage) -> None:
    _ = talk.side.add_customer(login="vera", password=PASSWORD)
    sound, _ = sound_of(talk, "en")
    with talk.chromium(sound) as browser:
        page = talk.open_talk(browser, "vera")
        with httpx2.Client(base_url=talk.portal, headers={"X-Earnest": "1"}, timeout=60) as elsewhere:
            _ = elsewhere.post("/api/session", json={"login": "vera", "password": PASSWORD})
            [device] = elsewhere.get("/api/devices").json()
            assert elsewhere.delete(f"/api/devices/{device['device_id']}").status_code == 204
        begin(page)
        expect(page.get_by_text("1 of 60 seconds")).to_be_visible()
        page.keyboard.press("Space")
        expect(page.get_by_role("alert").filter(has_text="This browser was disconnected.")).to_be_visible()
        expect(page.get_by_role("button", name="Connect this browser")).to_be_visible()
    assert talk.troubles.take() == []


def test_the_first_sign_in_of_a_household_is_a_welcome_of_three_steps(talk: TalkStage) -> None:
    """The owner sees no switch about other people who listen; the welcome is skipped once and never shown again."""
    _ = talk.side.add_customer(login="owner", password=PASSWORD, programme=Programme.HOUSEHOLD)
    sound, seconds = sound_of(talk, "en")
    with talk.chromium(sound) as browser:
        page = browser.new_page(locale="en-GB", viewport={"width": 1280, "height": 800})
        page.set_default_timeout(PATIENCE_MILLISECONDS)
        talk.troubles.watch(page)
        _ = page.goto(talk.portal)
        page.locator("#login").fill("owner")
        page.locator("#password").fill(PASSWORD)
        page.keyboard.press("Enter")
        welcome = page.get_by_role("region", name="Welcome: three steps")
        expect(welcome.get_by_role("listitem")).to_have_count(3)
        welcome.get_by_role("link", name="Open your choices").click()
        switches = page.get_by_role("switch")
        expect(switches.first).to_be_visible()
        expect(page.get_by_role("region", name="Let people listen")).to_have_count(0)
        switches.first.click()
        expect(switches.first).to_be_checked()
        page.get_by_role("navigation").get_by_role("link", name="Not understood").click()
        expect(welcome.get_by_text("done")).to_have_count(1)
        welcome.get_by_role("link", name="Talk here").click()
        page.get_by_role("button", name="Connect this browser").click()
        expect(page.get_by_role("button", name="Talk", exact=True)).to_be_focused()
        begin(page)
        expect(page.get_by_text(f"{int(seconds) + 1} of 60 seconds")).to_be_visible()
        page.keyboard.press("Space")
        expect(page.locator(".answer")).not_to_be_empty(timeout=90_000)
        page.get_by_role("navigation").get_by_role("link", name="Not understood").click()
        expect(welcome.get_by_text("done")).to_have_count(3)
        welcome.get_by_role("button", name="Finish").click()
        expect(welcome).to_have_count(0)
        _ = page.reload()
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(welcome).to_have_count(0)
    assert talk.troubles.take() == []


def manifest() -> Sequence[Mapping[str, object]]:
    """The lines that tell of the recordings."""
    lines = (Path(os.environ["EARNEST_SPEECH"]) / "manifest.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def sound_with(talk: TalkStage, name: str, *parts: str | float) -> tuple[Path, float]:
    """A file for the microphone of recordings and pauses (seconds), and how long it is."""
    folder = Path(os.environ["EARNEST_SPEECH"])
    pieces: list[Samples] = []
    for part in parts:
        if isinstance(part, str):
            pieces.append(decode((folder / part).read_bytes()))
        else:
            pieces.append(numpy.zeros(int(part * SAMPLING_RATE_HERTZ), numpy.int16))
    path = talk.folder / f"{name}.wav"
    _ = path.write_bytes(wav(numpy.concatenate(pieces)))
    return path, sum(map(len, pieces)) / SAMPLING_RATE_HERTZ


def listen_for_alexa(page: Page) -> None:
    _ = page.get_by_label("Wake word", exact=True).select_option("Alexa")
    page.get_by_role("switch", name="Listen for the wake word").click()
    expect(page.locator("[data-phase]")).to_have_attribute("data-phase", "waiting")


def open_tracks(page: Page) -> int:
    """How many microphones are open at this moment."""
    return int(page.evaluate("window.__tracks.filter((track) => track.readyState === 'live').length"))


def test_after_the_wake_word_a_person_is_answered_without_a_press(talk: TalkStage) -> None:
    """The page hears the word, then the request to its end, and after the answer it listens for the word again."""
    customer = talk.side.add_customer(login="wanda", password=PASSWORD)
    sound, _ = sound_with(talk, "word", 1.5, WAKE_WORD, RECORDINGS["en"], 3.0)
    with talk.chromium(sound) as browser:
        page = talk.open_talk(browser, "wanda")
        sent: list[str] = []
        page.on("request", lambda request: sent.append(request.url) if "utterances" in request.url else None)
        listen_for_alexa(page)
        expect(page.get_by_text("Say “Alexa”, then what you want.")).to_be_visible()
        expect(page.get_by_text("“Alexa” was heard.")).to_be_visible(timeout=60_000)
        expect(page.locator(".answer")).not_to_be_empty(timeout=90_000)
        heard = page.locator("dl dd").first.inner_text()
        wanted = words(expected_text("en"))
        assert len(wanted & words(heard)) >= len(wanted) / 2, heard
        expect(page.locator("[data-phase]")).to_have_attribute("data-phase", "waiting", timeout=60_000)
        page.get_by_role("button", name="Mute the microphone").click()
        phases = page.evaluate("window.__phases")
        assert phases[:6] == ["idle", "waiting", "listening", "thinking", "speaking", "idle"], phases
        assert "wake_word=alexa" in sent[0]
    assert talk.troubles.take() == []
    assert accidents(talk, customer) == 0


def test_cn_without_the_wake_word_nothing_leaves_the_browser(talk: TalkStage) -> None:
    """An attack on the promise: people talk beside the open page, and no request carries any of it."""
    _ = talk.side.add_customer(login="quinn", password=PASSWORD)
    others = [str(next(one["file"] for one in manifest() if str(one["file"]).startswith(kind))) for kind in OTHERS]
    sound, seconds = sound_with(talk, "no-word", 1.0, *others, 1.0)
    with talk.chromium(sound) as browser:
        page = talk.open_talk(browser, "quinn")
        listen_for_alexa(page)
        sent: list[tuple[str, str, bool]] = []
        page.context.on(
            "request",
            lambda request: sent.append(
                (request.method, request.url.removeprefix(talk.portal), request.post_data_buffer is not None)
            ),
        )
        page.wait_for_timeout(1000 * (seconds + 2))
        # The page asks all the time whether a timer rings; such a request says nothing.
        assert set(sent) <= {("GET", f"/api/talk/rings?wait={wait}", False) for wait in (0, 25)}
        assert page.evaluate("window.__ways") == []
        assert page.evaluate("window.__phases") == ["idle", "waiting"]
        assert open_tracks(page) == 1
    assert talk.troubles.take() == []


def test_mute_and_a_hidden_page_close_what_listens_for_the_wake_word(talk: TalkStage) -> None:
    """TR5: mute beats the switch, and no frame arrives while it holds; a page that is not shown listens to nothing."""
    _ = talk.side.add_customer(login="mute", password=PASSWORD)
    sound, _ = sound_with(talk, "mute", 4.0, WAKE_WORD, RECORDINGS["en"])
    with talk.chromium(sound) as browser:
        page = talk.open_talk(browser, "mute")
        listen_for_alexa(page)
        assert open_tracks(page) == 1
        assert violations_in_both_looks(page) == []
        page.get_by_role("button", name="Mute the microphone").click()
        assert open_tracks(page) == 0
        # Off and on again: it stays muted.
        switch = page.get_by_role("switch", name="Listen for the wake word")
        switch.click()
        switch.click()
        expect(switch).to_be_checked()
        page.wait_for_timeout(3000)
        expect(page.get_by_text("Audio frames since you muted: 0", exact=True)).to_be_visible()
        assert open_tracks(page) == 0
        page.get_by_role("button", name="Switch the microphone on").click()
        expect(page.locator("[data-phase]")).to_have_attribute("data-phase", "waiting")
        show(page, "hidden")
        expect(page.locator("[data-phase]")).to_have_attribute("data-phase", "idle")
        assert open_tracks(page) == 0
        show(page, "visible")
        expect(page.locator("[data-phase]")).to_have_attribute("data-phase", "waiting")
        page.get_by_role("navigation").get_by_role("link", name="History").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("History")
        assert open_tracks(page) == 0
    assert talk.troubles.take() == []


def test_a_microphone_that_goes_away_is_not_listened_to_any_more(talk: TalkStage) -> None:
    """The page does not go on to say that it listens."""
    _ = talk.side.add_customer(login="paula", password=PASSWORD)
    sound, _ = sound_with(talk, "gone", 60.0)
    with talk.chromium(sound) as browser:
        page = talk.open_talk(browser, "paula")
        listen_for_alexa(page)
        page.evaluate("window.__tracks.at(-1).dispatchEvent(new Event('ended'))")
        expect(page.get_by_role("alert").filter(has_text="no microphone")).to_be_visible()
        expect(page.locator("[data-phase]")).to_have_attribute("data-phase", "idle")
        assert open_tracks(page) == 0
    assert talk.troubles.take() == []


def show(page: Page, state: str) -> None:
    """Tell the page that it is shown or hidden, as the browser does."""
    page.evaluate(
        """(state) => {
          Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => state });
          document.dispatchEvent(new Event('visibilitychange'));
        }""",
        state,
    )


def test_the_wake_word_is_off_at_first_and_remembered_by_browser_and_account(talk: TalkStage) -> None:
    for login in ("otto", "olga"):
        _ = talk.side.add_customer(login=login, password=PASSWORD)
    sound, _ = sound_with(talk, "quiet", 1.0)
    with talk.chromium(sound) as browser:
        page = talk.open_talk(browser, "otto")
        switch = page.get_by_role("switch", name="Listen for the wake word")
        expect(switch).not_to_be_checked()
        assert open_tracks(page) == 0
        listen_for_alexa(page)
        _ = page.reload()
        expect(switch).to_be_checked()
        expect(page.get_by_label("Wake word", exact=True)).to_have_value("alexa")
        assert violations(page) == []
        begin_listening = page.get_by_role("button", name="Start listening")
        waiting = page.locator("[data-phase=waiting]")
        expect(begin_listening.or_(waiting)).to_be_visible()
        if begin_listening.is_visible():  # The browser wants a press first.
            begin_listening.click()
        expect(waiting).to_be_visible()
        page.get_by_role("button", name="Disconnect this browser").click()
        expect(page.get_by_role("button", name="Connect this browser")).to_be_visible()
        assert open_tracks(page) == 0
        assert [one for one in page.context.cookies() if "earnest_wake" in str(one.get("name"))] == []
        other = talk.open_talk(browser, "olga")
        expect(other.get_by_role("switch", name="Listen for the wake word")).not_to_be_checked()
    # After the reload the page asks for sound by itself, and Chromium may say that it wants a press first.
    unexpected = [one for one in talk.troubles.take() if "AudioContext was not allowed to start" not in one]
    assert unexpected == []


def test_where_the_detector_cannot_be_loaded_the_page_says_so_and_the_press_stays(talk: TalkStage) -> None:
    _ = talk.side.add_customer(login="lars", password=PASSWORD)
    sound, _ = sound_of(talk, "en")
    with talk.chromium(sound) as browser:
        page = talk.open_talk(browser, "lars")
        _ = page.route("**/api/talk/wake-words/*", lambda route: route.fulfill(body=b"no model", status=200))
        page.get_by_role("switch", name="Listen for the wake word").click()
        expect(page.get_by_role("alert").filter(has_text="cannot be recognised in this browser")).to_be_visible()
        assert open_tracks(page) == 0
        page.locator("button.talk").focus()  # Where the switch has the focus, the key of the page throws it.
        begin(page)
        expect(page.get_by_text("1 of 60 seconds")).to_be_visible()
        page.keyboard.press("Space")
        expect(page.locator(".answer")).not_to_be_empty(timeout=20_000)
    assert talk.troubles.take() == []


def test_what_the_gateway_does_not_hear_as_the_word_is_counted_as_an_accident(talk: TalkStage) -> None:
    """A page claims a word that was not said: nothing is listened to, the page says so, and the household sees it."""
    customer = talk.side.add_customer(login="tessa", password=PASSWORD)
    sound, seconds = sound_of(talk, "en")
    with talk.chromium(sound) as browser:
        page = talk.open_talk(browser, "tessa")
        _ = page.route(
            "**/api/talk/utterances*",
            lambda route: route.continue_(url=f"{route.request.url}&wake_word=alexa"),
        )
        begin(page)
        expect(page.get_by_text(f"{int(seconds) + 1} of 60 seconds")).to_be_visible()
        page.keyboard.press("Space")
        expect(page.get_by_text("A second check did not hear the wake word")).to_be_visible(timeout=90_000)
        expect(page.locator(".answer")).to_have_count(0)
    assert talk.troubles.take() == []
    assert accidents(talk, customer) == 1


def accidents(talk: TalkStage, customer: Customer) -> int:
    """How many activations by accident the household sees of this week."""
    with talk.side.databases[Role.CUSTOMER_PORTAL].transaction() as connection:
        weeks = list_weeks(connection, customer.customer_id, today=SystemClock().now().date())
    return sum(week.stopped + week.doubtful for week in weeks)
