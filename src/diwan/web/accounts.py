"""How allauth makes and greets our people."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils import translation

from diwan.kernel import clock
from diwan.people.public import Person, tidy_name


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """A person signing up gets a name, the language of the page they signed up on, and the dates of joining."""

    def save_user(self, request: HttpRequest, user: Person, form: Any, commit: bool = True) -> Person:
        user.display_name = tidy_name(form.cleaned_data.get("display_name", ""))
        user.language = translation.get_language() or "ar"
        user.joined_at = user.claimed_at = clock.now()
        saved: Person = super().save_user(request, user, form, commit)
        return saved
