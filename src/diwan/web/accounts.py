"""How allauth makes and greets our people."""

from dataclasses import dataclass
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.adapter import get_adapter as get_social_adapter
from django.http import HttpRequest
from django.utils import translation
from markupsafe import Markup

from diwan.kernel import clock
from diwan.people.errors import PeopleError
from diwan.people.public import Person, tidy_name
from diwan.web.limits import visitor_address


@dataclass(frozen=True, slots=True)
class OtherSite:
    """A site whose account signs one in here: its name, and the address that a button posts to."""

    name: Markup
    url: str


def other_sites(request: HttpRequest) -> list[OtherSite]:
    """The sites the owner switched on by settings; none is an ordinary answer."""
    found = get_social_adapter(request).list_providers(request)
    return [
        OtherSite(Markup("<bdi>{}</bdi>").format(site.name), site.get_login_url(request, process="login"))
        for site in found
    ]


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """A person signing up gets a name, the language of the page they signed up on, and the dates of joining."""

    def get_client_ip(self, request: HttpRequest) -> str:
        """The visitor's own address, under which allauth counts tries to sign in: ours to know, as everywhere."""
        # A socket file has no address, and the session list wants one.
        return visitor_address(request) or "0.0.0.0"

    def save_user(self, request: HttpRequest, user: Person, form: Any, commit: bool = True) -> Person:
        user.display_name = tidy_name(form.cleaned_data.get("display_name", ""))
        _arrive(user)
        saved: Person = super().save_user(request, user, form, commit)
        return saved


class SocialAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """A person who comes with an account from elsewhere: the name is asked of that account, everything else is ours."""

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> Person:
        user: Person = super().populate_user(request, sociallogin, data)
        said = data.get("name") or f"{data.get('first_name') or ''} {data.get('last_name') or ''}"
        user.display_name = _name_from(said, fallback=str(user.email or "").split("@")[0])
        _arrive(user)
        return user


def _arrive(user: Person) -> None:
    user.language = translation.get_language() or "ar"
    user.joined_at = user.claimed_at = clock.now()


def _name_from(said: str, *, fallback: str) -> str:
    """The name as another site has it, tidied; where it is none that we could show, the part before the @."""
    for name in (said, fallback):
        try:
            return tidy_name(name)
        except PeopleError:
            continue
    return "…"
