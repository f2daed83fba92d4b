from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from diwan.commerce import public as commerce
from diwan.commerce.enums import BY_HAND, BY_HAND_CHOICES, Till
from diwan.kernel import clock
from diwan.web.deeds import form_page
from diwan.web.scope import CommunityRequest, in_community, member_of
from diwan.web.steward.forms.till import TillForm


@in_community("approve_money")
def tills(request: CommunityRequest) -> HttpResponse:
    """How members can pay: one way at a time, each with its own words in both languages."""
    kept = {one.kind: one for one in commerce.list_till_methods(community_id=request.community.pk, with_closed=True)}
    asked = (request.POST if request.method == "POST" else request.GET).get("kind", Till.BANK)
    kind = asked if asked in BY_HAND else Till.BANK
    form = TillForm(request.POST if request.method == "POST" else None, initial=_initial(kind, kept.get(kind)))
    if form.does(lambda given: _set(request, given)):
        messages.success(request, _("Members see the new words from now on. The change is in the audit line."))
        return redirect("tills", slug=request.community.slug)
    facts = {"community": request.community, "kinds": BY_HAND_CHOICES, "kind": kind, "kept": kept}
    return form_page(request, "pages/steward/tills.html", form, **facts)


def _set(request: CommunityRequest, given: Any) -> commerce.TillMethodView:
    return commerce.set_till_method(
        community_id=request.community.pk, by=member_of(request).party_id, at=clock.now(), **given
    )


def _initial(kind: str, kept: commerce.TillMethodView | None) -> dict[str, Any]:
    if kept is None:
        return {"kind": kind, "is_open": True}
    words = {"instructions_ar": kept.instructions_ar, "instructions_en": kept.instructions_en}
    return {"kind": kind, "title": kept.title, "is_open": kept.is_open, **words}
