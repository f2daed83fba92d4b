"""The spaces of a community: opened, renamed, put in order, closed to visitors."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from diwan.gathering import public as gathering
from diwan.kernel import clock
from diwan.web.deeds import form_page
from diwan.web.scope import CommunityRequest, in_community, spaces_of
from diwan.web.steward.forms.spaces import NewSpaceForm, SpaceForm

_FIELDS = ("name_ar", "name_en", "kind", "tone", "position", "is_public")


@in_community("moderate")
def spaces(request: CommunityRequest) -> HttpResponse:
    """All spaces in their order, and a form for one more."""
    rows = spaces_of(request)
    initial = {"position": max((row.position for row in rows), default=0) + 1, "is_public": True}
    data = request.POST if request.method == "POST" else None
    form = NewSpaceForm(data, initial=initial, taken=frozenset(row.slug for row in rows))
    if form.does(lambda given: _create(request, given)):
        messages.success(request, _("The space is open."))
        return redirect("spaces", slug=request.community.slug)
    return form_page(request, "pages/public/spaces.html", form, rows=rows)


@in_community("moderate")
def space_edit(request: CommunityRequest, space_id: int) -> HttpResponse:
    """One space: its names, colour, kind and place, and whether visitors may read it."""
    space = next((row for row in spaces_of(request) if row.id == space_id), None)
    if space is None:
        raise Http404
    data = request.POST if request.method == "POST" else None
    form = SpaceForm(data, initial={name: getattr(space, name) for name in _FIELDS})
    if form.does(
        lambda given: gathering.edit_space(community_id=request.community.pk, space_id=space_id, **_facts(given))
    ):
        messages.success(request, _("The space is as you left it now."))
        return redirect("spaces", slug=request.community.slug)
    return form_page(request, "pages/public/space.html", form, space=space)


def _create(request: CommunityRequest, given: Any) -> gathering.Space:
    return gathering.create_space(
        community_id=request.community.pk, slug=given["slug"], at=clock.now(), **_facts(given)
    )


def _facts(given: Any) -> dict[str, Any]:
    return {name: given[name] for name in _FIELDS}
