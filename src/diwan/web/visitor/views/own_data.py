"""A copy of one's data, and asking to be erased. Both ask for proof that it is really oneself."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from diwan.kernel import clock
from diwan.people.errors import LastOwner
from diwan.people.public import Person
from diwan.trust import public as trust
from diwan.web.visitor.forms.own_data import ErasureForm

View = TypeVar("View", bound=Callable[..., Any])
# allauth ships no types: it gives a view for a view.
proven: Callable[[View], View] = reauthentication_required


@login_required
@require_safe
def own_data(request: HttpRequest) -> HttpResponse:
    person = cast(Person, request.user)
    facts = {
        "copy": trust.latest_export(person_id=person.pk),
        "erasure": trust.open_erasure(person_id=person.pk),
        "days": settings.ERASURE_DAYS,
    }
    return render(request, "pages/privacy/own_data.html", facts)


@login_required
@require_POST
@proven
def copy(request: HttpRequest) -> HttpResponse:
    """Make a copy now; it waits a week to be fetched."""
    trust.export_person(person_id=cast(Person, request.user).pk, at=clock.now())
    messages.success(request, _("Your copy is ready to be fetched."))
    return redirect("own_data")


@login_required
@require_safe
@proven
def copy_file(request: HttpRequest) -> FileResponse:
    found = trust.latest_export(person_id=cast(Person, request.user).pk)
    if found is None or found.expires_at <= clock.now():
        raise Http404
    return FileResponse(default_storage.open(found.file), as_attachment=True, filename="diwan-my-data.zip")


@login_required
@proven
def erasure(request: HttpRequest) -> HttpResponse:
    """Ask to be erased: what goes, what stays, and until when it can be called back."""
    person = cast(Person, request.user)
    form = ErasureForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            trust.ask_erasure(person_id=person.pk, at=clock.now())
        except LastOwner as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("own_data")
    facts = {"form": form, "days": settings.ERASURE_DAYS, "erasure": trust.open_erasure(person_id=person.pk)}
    return render(request, "pages/privacy/erasure.html", facts, status=422 if form.errors else 200)


@login_required
@require_POST
def erasure_withdrawal(request: HttpRequest) -> HttpResponse:
    if trust.cancel_erasure(person_id=cast(Person, request.user).pk, at=clock.now()):
        messages.success(request, _("Nothing will be erased. Good that you stay."))
    return redirect("own_data")
