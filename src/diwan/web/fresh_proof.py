"""Proof of a moment ago that the person at the browser is still the one who signed in.

Whoever has a password, a passkey or an app's codes shows that (allauth asks, and notes it in the session). Whoever has
none of them, because they come by a code or by another site's account, types a code that we mail to them.
"""

import hmac
from hashlib import sha256

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from django.conf import settings
from django.http import HttpRequest
from django.utils.http import urlencode

from diwan.kernel import clock, ids
from diwan.people import public as people

_SESSION_KEY = "diwan_identity_code"
_CODE_SECONDS = 600
_MOST_TRIES = 5


def is_fresh(request: HttpRequest) -> bool:
    """Whether somebody proved within the last minutes, in this very session, that they are who signed in.

    Signing in is not enough: a session that was taken over has a sign-in of its own. The demo's open doors have no
    proof to ask for.
    """
    if settings.DEMO:
        return True
    records = get_authentication_records(request, request.user)
    proved = [record["at"] for record in records if record.get("reauthenticated")]
    age = clock.now().timestamp() - max(proved, default=0)
    return -1 <= age < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def way_by_account(request: HttpRequest, after: str) -> str:
    """The page where this person proves it with what their account has, leading on to `after`; "" if it has nothing."""
    ways = get_adapter(request).get_reauthentication_methods(request.user)
    return f"{ways[0]['url']}?{urlencode({'next': after})}" if ways else ""


def send_code(request: HttpRequest, member: people.Membership) -> None:
    """Mail a code that is worth something in this session only, for ten minutes and five tries."""
    code, at = ids.short_code(), clock.now()
    request.session[_SESSION_KEY] = {"hash": _digest(request, code), "at": at.timestamp(), "tries": 0}
    people.send_mail(
        membership_id=member.pk, kind="identity_code", facts={"reference": code}, url="", at=at,
        group=people.Group.SECURITY,
    )  # fmt: skip


def takes_code(request: HttpRequest, code: str) -> bool:
    """Whether this is the code that was mailed; if so it is used up and counts as proof."""
    sent = request.session.get(_SESSION_KEY)
    if not sent or sent["tries"] >= _MOST_TRIES or clock.now().timestamp() - sent["at"] > _CODE_SECONDS:
        return False
    request.session[_SESSION_KEY] = {**sent, "tries": sent["tries"] + 1}
    if not hmac.compare_digest(sent["hash"], _digest(request, "".join(code.upper().split()))):
        return False
    del request.session[_SESSION_KEY]
    request.session.cycle_key()
    record_authentication(request, request.user, method="code", reauthenticated=True)
    return True


def is_code_sent(request: HttpRequest) -> bool:
    return _SESSION_KEY in request.session


def _digest(request: HttpRequest, code: str) -> str:
    said = f"{request.user.pk}:{code}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), b"diwan.identity-code:" + said, sha256).hexdigest()
