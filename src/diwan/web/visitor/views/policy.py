"""The privacy policy, printed from what the program really keeps and how this installation is really set."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from diwan.trust import public as trust


@dataclass(frozen=True, slots=True)
class Receiver:
    """Somebody outside this installation who learns something because of a setting."""

    who: Promise
    what: Promise


_MAIL = Receiver(_("The mail server of this community"), _("Your address and the letters we send you"))
_PUSH = Receiver(
    _("The push service of your browser’s maker"),
    _("That something is on its way to your device; what it says is sealed for you. Only if you switched it on."),
)
_OTHER_SITE = Receiver(_("The site you sign in with"), _("That you sign in here. Only if you chose it."))


def receivers() -> list[Receiver]:
    """As the settings are at this moment; the embedded default names the push service alone."""
    found = [_PUSH]
    if not settings.EMAIL_BACKEND.endswith("filebased.EmailBackend"):
        found.insert(0, _MAIL)
    if settings.SOCIALACCOUNT_PROVIDERS:
        found.append(_OTHER_SITE)
    return found


@require_safe
def policy(request: HttpRequest) -> HttpResponse:
    facts = {
        "chapters": trust.privacy_register(),
        "receivers": receivers(),
        "erasure_days": settings.ERASURE_DAYS,
        "session_days": settings.SESSION_COOKIE_AGE // 86_400,
    }
    return render(request, "pages/privacy/policy.html", facts)
