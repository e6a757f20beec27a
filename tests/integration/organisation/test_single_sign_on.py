"""Single sign-on over HTTP: what a provider may open, and what who forges or replays its answers may not (AC1)."""

import base64
import hmac
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import httpx2
import pytest
from fastapi.testclient import TestClient
from joserfc.jwk import OctKey
from pyotp.totp import TOTP
from support.bench import Bench, code_of, open_bench
from support.clips import NOON
from support.databases import Databases
from support.providers import SECRET, FreeProvider, free_provider, new_key, write_providers

from earnest.foundation.clock import SettableClock
from earnest.organisation.staff.records import NewMember
from earnest.organisation.staff.store import disable_member, reset_member
from earnest.processes.workbench import build_application
from earnest.services.audit import Pseudonyms
from earnest.services.cryptography import MasterKey
from earnest.services.database.roles import Role

Json = dict[str, object]


@pytest.fixture
def provider() -> Iterator[FreeProvider]:
    with free_provider(SettableClock(moment=NOON)) as opened:
        yield opened


@pytest.fixture
def bench(databases: Databases, data_folder: Path, provider: FreeProvider) -> Bench:
    data_folder.mkdir(parents=True, exist_ok=True)
    path = write_providers(data_folder, provider.issuer)
    opened = open_bench(databases, data_folder, EARNEST_SINGLE_SIGN_ON=str(path))
    provider.clock = opened.handover.clock
    return opened


def _address(browser: TestClient, name: str = "North") -> str:
    answer = browser.post("/api/session/single-sign-on/address", json={"provider": name})
    assert answer.status_code == 200, answer.text
    return str(answer.json()["address"])


def _answer(browser: TestClient, sent: dict[str, str]) -> httpx2.Response:
    return browser.post("/api/session/single-sign-on", json=sent)


def _linked(bench: Bench, provider: FreeProvider, name: str = "Rosa") -> NewMember:
    """Add a member who links their identity."""
    new = bench.add_member(name)
    browser = bench.sign_in(new)
    begun = browser.post("/api/own-account/identities", json={"provider": "North"})
    assert begun.status_code == 200, begun.text
    linked = _answer(browser, provider.authorize(begun.json()["address"], f"{name}@north"))
    assert linked.json()["linked"] is True, linked.text
    return new


def test_ac1_a_linked_identity_signs_in_where_the_provider_states_a_second_factor(
    bench: Bench, provider: FreeProvider
) -> None:
    _ = _linked(bench, provider)
    browser = bench.browser()
    assert browser.get("/api/session/single-sign-on").json() == {"providers": ["North"]}
    entered = _answer(browser, provider.authorize(_address(browser)))
    assert entered.json()["session"]["name"] == "Rosa", entered.text
    assert browser.get("/api/session").json()["role"] == "reviewer"
    shown = browser.get("/api/own-account/identities").json()
    assert [one["provider"] for one in shown["identities"]] == ["North"]
    assert shown["identities"][0]["last_used_at"] is not None
    assert provider.asked[-1]["code_verifier"], "the code is exchanged with PKCE"


def test_ac1_without_a_stated_second_factor_our_own_code_is_asked_for(bench: Bench, provider: FreeProvider) -> None:
    rosa = _linked(bench, provider)
    bench.pass_time(31)
    provider.claims["amr"] = ["pwd"]
    browser = bench.browser()
    assert _answer(browser, provider.authorize(_address(browser))).json() == {"session": None, "linked": False}
    assert browser.get("/api/session").status_code == 401, "the provider's word alone opens nothing"
    code = TOTP(rosa.totp_secret).at(bench.handover.clock.now())
    elsewhere = bench.browser()
    assert elsewhere.post("/api/session/single-sign-on/code", json={"code": code}).status_code == 401
    for wrong in ("000000", "", "abc"):
        refused = browser.post("/api/session/single-sign-on/code", json={"code": wrong})
        assert refused.status_code == 401, wrong
    entered = browser.post("/api/session/single-sign-on/code", json={"code": code})
    assert entered.json()["name"] == "Rosa", entered.text
    assert browser.post("/api/session/single-sign-on/code", json={"code": code}).status_code == 401


def test_ac6_our_own_code_is_tried_five_times(bench: Bench, provider: FreeProvider) -> None:
    _ = _linked(bench, provider)
    bench.pass_time(61)
    provider.claims["amr"] = None
    browser = bench.browser()
    _ = _answer(browser, provider.authorize(_address(browser)))
    tried = [
        browser.post("/api/session/single-sign-on/code", json={"code": f"{number:06}"}).status_code
        for number in range(7)
    ]
    assert tried == [401, 401, 401, 401, 401, 429, 429]


def test_ac12_no_account_comes_from_a_provider(bench: Bench, provider: FreeProvider) -> None:
    _ = bench.add_member("Rosa")
    browser = bench.browser()
    sent = provider.authorize(_address(browser), "Rosa")
    provider.claims |= {
        "email": "rosa@north.example",
        "name": "Rosa",
        "preferred_username": "Rosa",
        "role": "administrator",
    }
    refused = _answer(browser, sent)
    assert (refused.status_code, code_of(refused)) == (401, "identity_unknown")
    with bench.handover.databases.owner.transaction() as connection:
        count = connection.execute("select count(*), count(distinct role) from staff.members").fetchone()
    assert count == (1, 1)


def _key_of_another(provider: FreeProvider) -> None:
    provider.signing = new_key("first")


def _our_secret_as_key(provider: FreeProvider) -> None:
    provider.signing, provider.algorithm = OctKey.import_key(SECRET), "HS256"


def _public_key_as_secret(provider: FreeProvider) -> None:
    code = next(reversed(provider.nonces))
    body = provider.identity_token(code).split(".")[1]
    head = base64.urlsafe_b64encode(b'{"alg":"HS256","kid":"first"}').rstrip(b"=").decode()
    key = provider.key.as_pem(private=False)
    signature = hmac.digest(key, f"{head}.{body}".encode(), "sha256")
    provider.token = f"{head}.{body}.{base64.urlsafe_b64encode(signature).rstrip(b'=').decode()}"


def _unsigned(provider: FreeProvider) -> None:
    code = next(reversed(provider.nonces))
    body = provider.identity_token(code).split(".")[1]
    provider.token = f"eyJhbGciOiJub25lIiwidHlwIjoiSldUIn0.{body}."


def _claims(**changes: object) -> Callable[[FreeProvider], None]:
    return lambda provider: provider.claims.update(changes)


_NOW = int(NOON.timestamp())


@pytest.mark.parametrize(
    "attack",
    [
        _claims(nonce="of another sign-in"),
        _claims(nonce=None),
        _claims(aud="another"),
        _claims(aud=["another"]),
        _claims(aud=["earnest", "another"]),
        _claims(aud=["earnest", "another"], azp="another"),
        _claims(azp="another"),
        _claims(aud=None),
        _claims(iss="http://127.0.0.1:9"),
        _claims(iss=None),
        _claims(exp=_NOW - 61),
        _claims(exp=None),
        _claims(iat=_NOW + 120),
        _claims(iat=10**400),
        _claims(exp=10**400, auth_time=-(10**400)),
        _claims(iat=None),
        _claims(auth_time=_NOW - 8 * 60),
        _claims(auth_time=None),
        _claims(auth_time=_NOW + 3600),
        _claims(sub=None),
        _claims(sub=""),
        _claims(sub=7),
        _claims(sub=["Rosa@north"]),
        _claims(amr="mfa"),
        _key_of_another,
        _our_secret_as_key,
        _public_key_as_secret,
        _unsigned,
    ],
)
@pytest.mark.filterwarnings("ignore::joserfc.errors.SecurityWarning")
def test_ac1_a_token_that_is_not_of_this_sign_in_opens_nothing(
    bench: Bench, provider: FreeProvider, attack: Callable[[FreeProvider], None]
) -> None:
    _ = _linked(bench, provider)
    browser = bench.browser()
    sent = provider.authorize(_address(browser))
    attack(provider)
    refused = _answer(browser, sent)
    assert (refused.status_code, code_of(refused)) == (401, "identity_token_refused")
    assert browser.get("/api/session").status_code == 401


def test_ac1_an_answer_counts_once_and_in_the_browser_that_asked(bench: Bench, provider: FreeProvider) -> None:
    _ = _linked(bench, provider)
    browser, other = bench.browser(), bench.browser()
    sent = provider.authorize(_address(browser))
    for stranger in (bench.browser(), other):
        if stranger is other:
            _ = _address(other)
        refused = _answer(stranger, sent)
        assert (refused.status_code, code_of(refused)) == (401, "provider_answer_refused")
    assert code_of(_answer(browser, {**sent, "state": "x" * 43})) == "provider_answer_refused"
    kept = browser.cookies["earnest_single_sign_on"]
    assert _answer(browser, sent).status_code == 200
    browser.cookies.set("earnest_single_sign_on", kept)
    again = _answer(browser, sent)
    assert (again.status_code, code_of(again)) == (401, "provider_answer_refused")
    late = bench.browser()
    sent = provider.authorize(_address(late))
    bench.pass_time(10 * 60 + 1)
    assert code_of(_answer(late, sent)) == "provider_answer_refused"


def test_ac1_a_refused_answer_cannot_be_sent_again(bench: Bench, provider: FreeProvider) -> None:
    _ = _linked(bench, provider)
    browser = bench.browser()
    sent = provider.authorize(_address(browser))
    provider.claims["nonce"] = "of another sign-in"
    assert code_of(_answer(browser, sent)) == "identity_token_refused"
    del provider.claims["nonce"]
    assert code_of(_answer(browser, sent)) == "provider_answer_refused"


def test_ac1_the_answer_of_another_provider_is_refused(databases: Databases, data_folder: Path) -> None:
    """Mix-up: South is asked to sign in and answers to what was begun at North, or the other way round."""
    data_folder.mkdir(parents=True, exist_ok=True)
    clock = SettableClock(moment=NOON)
    with free_provider(clock) as north, free_provider(clock) as south:
        path = write_providers(data_folder, north.issuer, south.issuer)
        bench = open_bench(databases, data_folder, EARNEST_SINGLE_SIGN_ON=str(path))
        _ = _linked(bench, north)
        browser = bench.browser()
        sent = south.authorize(_address(browser, "North"), "Rosa@north")
        assert code_of(_answer(browser, sent)) == "provider_answer_refused"
        browser = bench.browser()
        without = {name: value for name, value in north.authorize(_address(browser)).items() if name != "iss"}
        assert code_of(_answer(browser, without)) == "provider_answer_refused", "North always names itself"
        browser = bench.browser()
        answered = _answer(browser, south.authorize(_address(browser, "South"), "Rosa@north"))
        assert code_of(answered) == "identity_unknown", "the same subject of another provider is another identity"


def test_ac1_what_ends_an_account_ends_its_identity(bench: Bench, provider: FreeProvider) -> None:
    _ = _linked(bench, provider)
    pseudonyms = Pseudonyms.load(bench.settings.pseudonym_key_file)
    administration = bench.handover.databases[Role.ADMINISTRATION]
    browser = bench.browser()
    sent = provider.authorize(_address(browser))
    with administration.transaction() as connection:
        disable_member(connection, name="Rosa", pseudonyms=pseudonyms, clock=bench.handover.clock)
    assert code_of(_answer(browser, sent)) == "identity_unknown"
    provider.claims.clear()
    _ = _linked(bench, provider, "Otto")
    with administration.transaction() as connection:
        _ = reset_member(
            connection,
            name="Otto",
            key=MasterKey.load(bench.settings.data_folder / "keys" / "staff.json"),
            pseudonyms=pseudonyms,
            clock=bench.handover.clock,
        )
    browser = bench.browser()
    assert code_of(_answer(browser, provider.authorize(_address(browser), "Otto@north"))) == "identity_unknown"


def test_an_identity_is_linked_by_who_is_signed_in_and_to_one_member(bench: Bench, provider: FreeProvider) -> None:
    _ = _linked(bench, provider)
    otto = bench.reviewer("Otto")
    assert bench.browser().post("/api/own-account/identities", json={"provider": "North"}).status_code == 401
    begun = otto.post("/api/own-account/identities", json={"provider": "North"})
    taken = _answer(otto, provider.authorize(begun.json()["address"]))
    assert (taken.status_code, code_of(taken)) == (409, "identity_elsewhere")
    begun = otto.post("/api/own-account/identities", json={"provider": "North"})
    sent = provider.authorize(begun.json()["address"])
    provider.claims["sub"] = "Otto@north"
    assert otto.delete("/api/session").status_code == 204
    refused = _answer(otto, sent)
    assert (refused.status_code, code_of(refused)) == (401, "provider_answer_refused"), "the link needs its member"
    bench.pass_time(10 * 60 + 1)
    old = bench.reviewer("Ida")
    bench.pass_time(10 * 60 + 1)
    assert code_of(old.post("/api/own-account/identities", json={"provider": "North"})) == "sign_in_too_old"


def test_an_identity_is_unlinked_and_its_sessions_end(bench: Bench, provider: FreeProvider) -> None:
    _ = _linked(bench, provider)
    browser = bench.browser()
    assert _answer(browser, provider.authorize(_address(browser))).status_code == 200
    assert code_of(browser.delete("/api/own-account/identities/South")) == "identity_unknown"
    assert browser.delete("/api/own-account/identities/North").status_code == 204
    assert browser.get("/api/session").status_code == 401
    assert code_of(_answer(browser, provider.authorize(_address(browser)))) == "identity_unknown"


def test_an_identity_of_a_provider_that_the_file_names_no_more_is_unlinked_by_its_address(
    bench: Bench, provider: FreeProvider
) -> None:
    rosa = _linked(bench, provider)
    bench.pass_time(31)
    path = write_providers(bench.settings.data_folder, "https://login.other.example")
    settings = replace(bench.settings, single_sign_on=path)
    later = replace(
        bench,
        application=build_application(settings, bench.handover.databases[Role.WORKBENCH], bench.handover.clock),
    )
    browser = later.sign_in(rosa)
    (shown,) = browser.get("/api/own-account/identities").json()["identities"]
    assert shown["provider"] == provider.issuer
    address = f"/api/own-account/identities/{quote(provider.issuer, safe='')}"
    assert browser.delete(address).status_code == 204
    assert browser.get("/api/own-account/identities").json()["identities"] == []
    assert code_of(browser.delete(address)) == "identity_unknown"


@pytest.mark.parametrize(("more", "status"), [('vendors = ["North"]', 409), ("own_people = true", 200)])
def test_ac11_a_provider_signs_in_the_people_of_its_employer_only(
    databases: Databases, data_folder: Path, more: str, status: int
) -> None:
    data_folder.mkdir(parents=True, exist_ok=True)
    with free_provider(SettableClock(moment=NOON)) as provider:
        path = write_providers(data_folder, provider.issuer, more=more)
        bench = open_bench(databases, data_folder, EARNEST_SINGLE_SIGN_ON=str(path))
        browser = bench.reviewer()
        begun = browser.post("/api/own-account/identities", json={"provider": "North"})
        assert _answer(browser, provider.authorize(begun.json()["address"])).status_code == status


def test_a_browser_is_sent_to_the_provider_and_back_to_our_page_only(bench: Bench, provider: FreeProvider) -> None:
    browser = bench.browser()
    address = _address(browser)
    assert address.startswith(f"{provider.issuer}/authorize?")
    assert "redirect_uri=http%3A%2F%2Flocalhost%2F&" in address
    assert "code_challenge_method=S256" in address
    for more in ({"redirect_address": "https://evil.example/"}, {"return_to": "//evil.example"}):
        sent = {"provider": "North", **more}
        assert browser.post("/api/session/single-sign-on/address", json=sent).status_code == 422
    foreign = browser.post(
        "/api/session/single-sign-on/address", json={"provider": "North"}, headers={"host": "evil.example"}
    )
    assert code_of(foreign) == "unknown_host"
    assert code_of(browser.post("/api/session/single-sign-on/address", json={"provider": "East"})) == "provider_unknown"


def test_a_key_that_the_provider_changed_is_read_anew(bench: Bench, provider: FreeProvider) -> None:
    _ = _linked(bench, provider)
    bench.pass_time(31)
    provider.key = new_key("second")
    browser = bench.browser()
    assert _answer(browser, provider.authorize(_address(browser))).status_code == 200


def test_a_person_who_does_not_sign_in_at_the_provider_is_told_so(bench: Bench, provider: FreeProvider) -> None:
    browser = bench.browser()
    sent = provider.authorize(_address(browser))
    cancelled = _answer(browser, {"state": sent["state"], "error": "access_denied", "iss": provider.issuer})
    assert (cancelled.status_code, code_of(cancelled)) == (401, "sign_in_cancelled")


def test_a_provider_that_does_not_answer_leaves_password_and_code(databases: Databases, data_folder: Path) -> None:
    data_folder.mkdir(parents=True, exist_ok=True)
    with free_provider(SettableClock(moment=NOON)) as provider:
        path = write_providers(data_folder, provider.issuer)
    bench = open_bench(databases, data_folder, EARNEST_SINGLE_SIGN_ON=str(path))
    browser = bench.browser()
    refused = browser.post("/api/session/single-sign-on/address", json={"provider": "North"})
    assert (refused.status_code, code_of(refused)) == (503, "provider_unreachable")
    assert bench.reviewer().get("/api/session").status_code == 200


def test_signing_out_tells_where_to_sign_out_at_the_provider(bench: Bench, provider: FreeProvider) -> None:
    _ = _linked(bench, provider)
    browser = bench.browser()
    _ = _answer(browser, provider.authorize(_address(browser)))
    answer = browser.post("/api/own-account/identities/sign-out")
    assert answer.json()["address"].startswith(f"{provider.issuer}/end?client_id=earnest&")
    assert browser.get("/api/session").status_code == 401
    bench.pass_time(31)
    here = bench.reviewer("Otto")
    assert here.post("/api/own-account/identities/sign-out").json() == {"address": None}


def _say_ended(bench: Bench, token: str) -> httpx2.Response:
    """As a provider does: a form, without a cookie and without the header of our pages."""
    sender = TestClient(bench.application, base_url="http://localhost")
    return sender.post("/api/session/single-sign-on/provider-sign-out", data={"logout_token": token})


def test_ac9_a_session_that_ends_at_the_provider_ends_here(bench: Bench, provider: FreeProvider) -> None:
    rosa = _linked(bench, provider)
    bench.pass_time(31)
    here = bench.sign_in(rosa)
    entered = bench.browser()
    assert _answer(entered, provider.authorize(_address(entered))).json()["session"]["name"] == "Rosa"
    token = provider.logout_token()
    assert _say_ended(bench, token).status_code == 200
    assert entered.get("/api/session").status_code == 401
    assert here.get("/api/session").status_code == 200, "what began here with password and code goes on"
    bench.pass_time(2)
    again = bench.browser()
    assert _answer(again, provider.authorize(_address(again))).json()["session"]["name"] == "Rosa"
    assert _say_ended(bench, token).status_code == 200
    assert again.get("/api/session").status_code == 200, "a token that is sent again ends nothing that began later"


@pytest.mark.parametrize(
    "changes",
    [
        {"aud": "another"},
        {"iss": "https://elsewhere.example"},
        {"events": {}},
        {"events": None},
        {"nonce": "x"},
        {"sub": None},
        {"iat": 1_000},
        {"iat": None},
        {"exp": 1_000},
    ],
    ids=",".join,
)
def test_ac9_what_does_not_verify_ends_no_session(
    bench: Bench, provider: FreeProvider, changes: dict[str, object]
) -> None:
    _ = _linked(bench, provider)
    entered = bench.browser()
    _ = _answer(entered, provider.authorize(_address(entered)))
    refused = _say_ended(bench, provider.logout_token(**changes))
    assert (refused.status_code, code_of(refused)) == (400, "logout_token_refused")
    assert entered.get("/api/session").status_code == 200


def test_ac9_a_token_of_another_key_or_another_person_ends_no_session(bench: Bench, provider: FreeProvider) -> None:
    _ = _linked(bench, provider)
    entered = bench.browser()
    _ = _answer(entered, provider.authorize(_address(entered)))
    assert _say_ended(bench, provider.logout_token(sub="Other@north")).status_code == 200
    honest, provider.signing = provider.logout_token(), new_key()
    for forged in (provider.logout_token(), f"{honest[:-4]}AAAA", "", "a.b.c", "..", "é"):
        assert _say_ended(bench, forged).status_code == 400
    assert entered.get("/api/session").status_code == 200
