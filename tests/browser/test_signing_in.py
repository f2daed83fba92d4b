"""Passkeys and accounts from elsewhere, with a real browser's own authenticator and a real provider on loopback."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from .conftest import serving

pytestmark = [pytest.mark.browser, pytest.mark.needs_program("chromium"), pytest.mark.timeout(280)]
Readers = Callable[..., Any]


def give_authenticator(one: Any) -> None:
    """A device with a fingerprint reader, played by the browser itself."""
    talk = one.context.new_cdp_session(one.page)
    talk.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    talk.send(
        "WebAuthn.addVirtualAuthenticator",
        {"options": {**options, "isUserVerified": True, "automaticPresenceSimulation": True}},
    )


def test_a_passkey_is_added_and_then_signs_in_instead_of_a_password(reader: Readers) -> None:
    one = reader("treasurer")
    give_authenticator(one)
    page = one.open("/accounts/2fa/webauthn/add/")
    page.fill("input[name=name]", "هاتفي")
    page.check("input[name=passwordless]")
    page.click("[data-passkey-go]")
    page.wait_for_url("**/reauthenticate/?next=*recovery-codes*")
    page.click("a[href*='webauthn/reauthenticate']")
    page.click("[data-passkey-go]")
    page.wait_for_url("**/2fa/recovery-codes/")
    assert page.locator("ul.codes li").count() == 10
    assert "هاتفي" in one.open("/accounts/2fa/webauthn/").locator("ul.people").inner_text()
    one.post("/accounts/logout/")
    page = one.open("/accounts/login/")
    page.click("form[data-passkey=login] [data-passkey-go]")
    page.wait_for_url("**/accounts/confirm-email/")  # the demo's people never confirmed their addresses
    page.fill("input[name=code]", one.site.mailed_code("treasurer@demo.example"))
    page.click("main form .btn >> nth=0")
    page.wait_for_url(lambda address: "/accounts/" not in address)
    assert one.open("/accounts/sessions/").locator("ul.people li").count() == 1
    assert one.open("/accounts/2fa/webauthn/").locator("ul.people li").count() == 1


def test_a_device_that_gives_no_passkey_is_told_what_is_safe(reader: Readers) -> None:
    page = reader().open("/accounts/login/")
    page.evaluate("() => { navigator.credentials.get = () => Promise.reject(new Error('refused')); }")
    page.click("form[data-passkey=login] [data-passkey-go]")
    page.wait_for_selector("[data-passkey-trouble]:not([hidden])")
    assert "Nothing has changed" in page.locator("[data-passkey-trouble]").inner_text()


class Provider(BaseHTTPRequestHandler):
    """As much of OpenID Connect as an owner's identity server speaks: discovery, authorisation, token, user info."""

    def log_message(self, *args: Any) -> None:
        """Quiet."""

    def do_GET(self) -> None:
        here = f"http://{self.headers['Host']}"
        asked = urlsplit(self.path)
        if asked.path.startswith("/.well-known/"):
            self._say({
                "issuer": here, "authorization_endpoint": f"{here}/authorize", "token_endpoint": f"{here}/token",
                "userinfo_endpoint": f"{here}/me", "jwks_uri": f"{here}/keys",
                "token_endpoint_auth_methods_supported": ["client_secret_post"],
            })  # fmt: skip
        elif asked.path == "/authorize":
            query = parse_qs(asked.query)
            assert query["code_challenge_method"] == ["S256"]
            back = urlencode({"code": "one-time", "state": query["state"][0]})
            self.send_response(302)
            self.send_header("Location", f"{query['redirect_uri'][0]}?{back}")
            self.end_headers()
        else:
            assert self.headers["Authorization"] == "Bearer of-noor"
            self._say({"sub": "noor-1", "email": "noor@their.example", "email_verified": True, "name": "نور الهدى"})

    def do_POST(self) -> None:
        said = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        right = said["code"] == ["one-time"] and said["client_secret"] == ["quiet"] and said["code_verifier"]
        self._say({"access_token": "of-noor", "token_type": "bearer"} if right else {"error": "invalid_grant"})

    def _say(self, facts: Any) -> None:
        body = json.dumps(facts).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def provider() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_an_account_from_an_owners_own_identity_server_opens_the_door(
    demo_folder: Path, tmp_path: Path, chromium: Any
) -> None:
    with provider() as issuer:
        named = {"DIWAN_OIDC_ISSUER": issuer, "DIWAN_OIDC_NAME": "دار المعرفة"}
        with serving(demo_folder, tmp_path, {**named, "DIWAN_OIDC_ID": "diwan", "DIWAN_OIDC_SECRET": "quiet"}) as site:
            context = chromium.new_context(locale="ar")
            troubles: list[str] = []
            page = context.new_page()
            page.on("console", lambda said: troubles.append(said.text) if said.type == "error" else None)
            page.goto(f"{site.url}/accounts/login/")
            page.click("button:has-text('دار المعرفة')")
            page.wait_for_url(lambda address: address.startswith(site.url) and "/login/" not in address)
            page.goto(f"{site.url}/profile/")
            assert page.input_value("input[name=display_name]") == "نور الهدى"
            assert troubles == []
            context.close()
