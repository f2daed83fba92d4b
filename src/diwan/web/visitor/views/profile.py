from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from diwan.people import public as people
from diwan.web.visitor.forms.names import impostor_anywhere, words_for
from diwan.web.visitor.forms.profile import ProfileForm


@login_required
def profile(request: HttpRequest) -> HttpResponse:
    """A person's own page: name, language, digits, calendar, and the communities they belong to."""
    form = ProfileForm(
        request.POST or None, initial={name: getattr(request.user, name) for name in ProfileForm.base_fields}
    )
    if request.method == "POST" and form.is_valid() and _may_be_called_so(form, cast(people.Person, request.user)):
        people.edit_profile(person=cast(people.Person, request.user), **form.cleaned_data)
        messages.success(request, _("Your profile is kept."))
        return _forget_cookies(redirect("profile"))
    communities = people.list_communities(person_id=request.user.pk)
    status = 422 if form.errors else 200
    return render(request, "pages/people/profile.html", {"form": form, "communities": communities}, status=status)


def _may_be_called_so(form: ProfileForm, person: people.Person) -> bool:
    """Whether a new name is nobody else's in the person's communities; a name they have they keep."""
    name = form.cleaned_data["display_name"]
    found = impostor_anywhere(name, person) if name != person.display_name else None
    if found is not None:
        form.add_error("display_name", words_for(found))
    return found is None


def _forget_cookies(response: HttpResponse) -> HttpResponse:
    """The profile speaks from now on; a toggle used before must not drown it."""
    for name in ("language", "digits", "calendar", "theme"):
        response.delete_cookie(f"diwan_{name}")
    return response
