"""The pace of the site: every address that takes a POST has one, and so have search and the way in.

Somebody signed in is counted by person (a whole school may share one address of the network); a visitor by address;
signing in, signing up and asking for a new password always by address too. Nothing but a count is kept, scrambled.
"""

from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_address, ip_network
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from diwan.kernel import clock
from diwan.trust import public as trust
from diwan.web.views.errors import too_many_requests

PERSON, ADDRESS = "person", "address"


@dataclass(frozen=True, slots=True)
class Pace:
    """How often one person, or one address of the network, may do it. '' where that does not count."""

    person: str = ""
    address: str = ""


WRITING = Pace(person="90/minute", address="60/minute")
GUESSING = Pace(person="20/5 minutes", address="30/5 minutes")
MAILING = Pace(person="10/hour", address="20/hour")
# Whatever takes a POST and is not named here has the pace of WRITING.
PACES: dict[str, Pace] = {
    "posts": Pace(person="20/10 minutes"),
    "comments": Pace(person="60/10 minutes"),
    "evidence": Pace(person="120/minute"),
    "reads": Pace(person="240/minute"),
    "sponsor_view": Pace(person="240/minute", address="240/minute"),
    "preferences": Pace(person="120/minute", address="240/minute"),
    "new_report": Pace(person="30/hour"),
    "appeal": Pace(person="20/hour"),
    "order_photos": Pace(person="30/hour"),
    "invitations": Pace(person="60/hour"),
    "invitation": Pace(person="30/hour", address="60/hour"),
    "founding": Pace(person="60/hour"),
    "provider_events": Pace(address="6000/minute"),
    "demo": Pace(person="120/minute", address="240/minute"),
    "payout_identity": GUESSING,
    "account_login": GUESSING,
    "account_reauthenticate": GUESSING,
    "account_confirm_login_code": GUESSING,
    "account_confirm_password_reset_code": GUESSING,
    "account_email_verification_sent": GUESSING,
    "account_signup": Pace(person="20/hour", address="30/hour"),
    "account_request_login_code": MAILING,
    "account_reset_password": MAILING,
    "account_email": MAILING,
    "mfa_authenticate": GUESSING,
}
SEEKING: dict[str, Pace] = {"search": Pace(person="60/minute", address="30/minute")}
GUARDED = ("account_", "mfa_", "socialaccount_")
SAFE = ("GET", "HEAD", "OPTIONS", "TRACE")


class PaceMiddleware:
    """Counts each try before its page begins; too many are answered 429, with when to come again."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        pace = pace_of(request)
        if pace is None or not settings.LIMITS:
            return None
        name = request.resolver_match.view_name if request.resolver_match else ""
        for who, rate in counted(request, name, pace):
            state = trust.look(scope=name, who=who, rate=rate, at=clock.now())
            if not state.is_within:
                return too_many_requests(request, again_at=state.again_at)
        return None


def pace_of(request: HttpRequest) -> Pace | None:
    """The pace of this request, or None for reading, which nobody counts but a search."""
    name = request.resolver_match.view_name if request.resolver_match else ""
    if request.method in SAFE:
        return SEEKING.get(name) if request.GET else None
    return PACES.get(name, WRITING)


def counted(request: HttpRequest, name: str, pace: Pace) -> list[tuple[str, str]]:
    """Under whom this try counts, and the rate that holds for each."""
    signed_in = request.user.is_authenticated
    found = [(f"{PERSON}:{request.user.pk}", pace.person or WRITING.person)] if signed_in else []
    if not signed_in or name.startswith(GUARDED):
        found.append((f"{ADDRESS}:{client_address(request)}", pace.address or WRITING.address))
    return found


def client_address(request: HttpRequest) -> str:
    """What tries are counted under: of an IPv6 address the network (/64), because one house has billions of them."""
    return _network(visitor_address(request))


def visitor_address(request: HttpRequest) -> str:
    """Where the request comes from. X-Forwarded-For is believed only as far as our own proxies wrote it.

    From the right: each entry was added by the machine before it, so the first that is not ours is the visitor.
    """
    address = str(request.META.get("REMOTE_ADDR", ""))
    written = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    while written and is_trusted(address):
        address = written.pop()
    return address


def is_trusted(address: str) -> bool:
    """Whether this is one of our own proxies (DIWAN_TRUSTED_PROXIES)."""
    try:
        return any(ip_address(address) in ip_network(one, strict=False) for one in settings.TRUSTED_PROXIES)
    except ValueError:
        return False


def _network(address: str) -> str:
    try:
        found = ip_address(address)
    except ValueError:
        return "unknown"
    return str(ip_network(f"{found}/64", strict=False)) if found.version == 6 else str(found)
