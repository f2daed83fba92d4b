from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from diwan.people import public as people
from diwan.web.visitor.forms.profile import ProfileForm


@login_required
def profile(request: HttpRequest) -> HttpResponse:
    """A person's own page: name, language, digits, calendar, and the communities they belong to."""
    form = ProfileForm(
        request.POST or None, initial={name: getattr(request.user, name) for name in ProfileForm.base_fields}
    )
    if request.method == "POST" and form.is_valid():
        people.edit_profile(person=cast(people.Person, request.user), **form.cleaned_data)
        messages.success(request, _("Your profile is kept."))
        return _forget_cookies(redirect("profile"))
    communities = people.list_communities(person_id=request.user.pk)
    status = 422 if form.errors else 200
    return render(request, "pages/people/profile.html", {"form": form, "communities": communities}, status=status)


def _forget_cookies(response: HttpResponse) -> HttpResponse:
    """The profile speaks from now on; a toggle used before must not drown it."""
    for name in ("language", "digits", "calendar", "theme"):
        response.delete_cookie(f"diwan_{name}")
    return response
