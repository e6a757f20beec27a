"""Passkeys with Chromium's virtual authenticator: made, used, counted, removed, and worth nothing elsewhere (AC2)."""

from collections.abc import Callable, Mapping
from typing import cast

from browser.stage import Stage
from playwright.sync_api import CDPSession, Page, expect
from pyotp.totp import TOTP

SEND = """async ([method, path, body]) => {
  const answer = await fetch(path, {method, headers: {"X-Earnest": "1", "content-type": "application/json"},
    body: body === null ? null : JSON.stringify(body)});
  const text = await answer.text();
  return {status: answer.status, body: text === "" ? null : JSON.parse(text)};
}"""
MAKE = """async (options) => JSON.stringify((await navigator.credentials.create(
  {publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(JSON.parse(options))})).toJSON())"""
USE = """async (options) => JSON.stringify((await navigator.credentials.get(
  {publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(JSON.parse(options))})).toJSON())"""
Json = Mapping[str, object]


def _send(page: Page, method: str, path: str, body: Json | None = None) -> tuple[int, Json]:
    answer = cast("Json", page.evaluate(SEND, [method, path, body]))
    return cast("int", answer["status"]), cast("Json", answer["body"] or {})


def _authenticator(page: Page) -> CDPSession:
    session = page.context.new_cdp_session(page)
    send = cast("Callable[..., object]", session.send)  # pyright: ignore[reportUnknownMemberType]
    _ = send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    params = {"options": options}
    _ = send("WebAuthn.addVirtualAuthenticator", params)
    return session


def _sign_in_answer(page: Page) -> str:
    status, offered = _send(page, "POST", "/api/session/passkey/options")
    assert status == 200
    return cast("str", page.evaluate(USE, offered["options"]))


def test_ac2_a_passkey_signs_in_without_password_and_code(stage: Stage) -> None:
    rosa = stage.add_reviewer()
    page = stage.open_page("workbench")
    _ = page.goto(stage.addresses["workbench"].replace("127.0.0.1", "localhost"))
    _ = _authenticator(page)
    entered = {"name": "Rosa", "password": rosa.password, "code": TOTP(rosa.totp_secret).now()}
    assert _send(page, "POST", "/api/session", entered)[0] == 200
    status, offered = _send(page, "POST", "/api/own-account/passkeys/options")
    assert status == 200, offered
    made = cast("str", page.evaluate(MAKE, offered["options"]))
    assert _send(page, "POST", "/api/own-account/passkeys", {"name": "this machine", "answer": made})[0] == 204
    assert _send(page, "POST", "/api/own-account/passkeys", {"name": "again", "answer": made})[0] == 401
    account = _send(page, "GET", "/api/own-account")[1]
    passkeys = cast("list[Json]", account["passkeys"])
    assert [one["name"] for one in passkeys] == ["this machine"]

    assert _send(page, "DELETE", "/api/session")[0] == 204
    answer = _sign_in_answer(page)
    assert _send(page, "POST", "/api/session/passkey", {"answer": answer})[1]["name"] == "Rosa"
    assert _send(page, "GET", "/api/session")[0] == 200
    assert _send(page, "POST", "/api/session/passkey", {"answer": answer})[0] == 401, "a challenge counts once"

    changed = _sign_in_answer(page).replace('"signature":"', '"signature":"AAAA')
    assert _send(page, "POST", "/api/session/passkey", {"answer": changed})[0] == 401

    identifier = passkeys[0]["identifier"]
    assert _send(page, "DELETE", f"/api/own-account/passkeys/{identifier}")[0] == 204
    assert _send(page, "POST", "/api/session/passkey", {"answer": _sign_in_answer(page)})[0] == 401


def test_ac2_a_passkey_of_a_disabled_member_opens_nothing(stage: Stage) -> None:
    rosa = stage.add_reviewer()
    page = stage.open_page("workbench")
    _ = page.goto(stage.addresses["workbench"].replace("127.0.0.1", "localhost"))
    _ = _authenticator(page)
    entered = {"name": "Rosa", "password": rosa.password, "code": TOTP(rosa.totp_secret).now()}
    assert _send(page, "POST", "/api/session", entered)[0] == 200
    offered = _send(page, "POST", "/api/own-account/passkeys/options")[1]
    made = cast("str", page.evaluate(MAKE, offered["options"]))
    assert _send(page, "POST", "/api/own-account/passkeys", {"name": "this machine", "answer": made})[0] == 204
    with stage.databases.owner.transaction() as connection:
        _ = connection.execute("update staff.members set active = false where name = 'Rosa'")
    assert _send(page, "GET", "/api/session")[0] == 401
    assert _send(page, "POST", "/api/session/passkey", {"answer": _sign_in_answer(page)})[0] == 401


def test_ac2_the_page_signs_in_by_one_button(stage: Stage) -> None:
    rosa = stage.add_reviewer()
    page = stage.open_page("workbench")
    _ = page.goto(stage.addresses["workbench"].replace("127.0.0.1", "localhost"))
    _ = _authenticator(page)
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("alert")).to_contain_text("This passkey did not sign you in")
    entered = {"name": "Rosa", "password": rosa.password, "code": TOTP(rosa.totp_secret).now()}
    assert _send(page, "POST", "/api/session", entered)[0] == 200
    offered = _send(page, "POST", "/api/own-account/passkeys/options")[1]
    made = cast("str", page.evaluate(MAKE, offered["options"]))
    assert _send(page, "POST", "/api/own-account/passkeys", {"name": "this machine", "answer": made})[0] == 204
    assert _send(page, "DELETE", "/api/session")[0] == 204
    _ = page.reload()
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
