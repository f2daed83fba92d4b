"""A statement shaped for its page: words for rows, links from a row to the acts that earned it."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.urls import reverse

from diwan.contributions import public as contributions
from diwan.distribution import public as distribution
from diwan.gathering import public as gathering
from diwan.kernel.periods import Period
from diwan.people import public as people
from diwan.web.member.forms.objection import ObjectionForm
from diwan.web.money_words import earned_word, place_word, reader_letter
from diwan.web.scope import CommunityRequest, member_of

DOTS_AT_MOST = 12


def facts(request: CommunityRequest, view: distribution.StatementView, form: ObjectionForm) -> dict[str, Any]:
    """Everything the page draws."""
    months = [label for label, _earned in _mine(request)]
    here = months.index(view.period)
    return {
        "community": request.community,
        "view": view,
        "main": max(view.shares, key=lambda share: share.amount_minor, default=None),
        "rows": [_row(request, view, row) for row in _by_kind(view.acts)],
        "names": people.party_names(community_id=request.community.pk, parties=[one.party for one in view.paid.gave]),
        "earlier": months[here + 1] if here + 1 < len(months) else "",
        "later": months[here - 1] if here else "",
        "form": form,
        "place_word": place_word,
        "reader_letter": reader_letter,
    }


def acts(request: CommunityRequest, view: distribution.StatementView, kind: str) -> dict[str, Any]:
    """The acts of one kind that reached the statement's party in its month, with what each was about.

    Raises contributions.errors.UnknownKind. Who acted stays untold: the statement shows letters, never names.
    """
    contributions.get_kind(kind)
    zone, month = request.community.timezone, Period(view.period)
    found = contributions.list_acts(
        community_id=request.community.pk,
        start=month.start(zone),
        end=month.end(zone),
        recipient=view.party,
        kinds=[kind],
    )
    titles = gathering.object_titles(community_id=request.community.pk, object_refs=[act.object_ref for act in found])
    rows = [
        {"act": act, "title": titles.get(act.object_ref, ""), "url": object_url(request, act.object_ref)}
        for act in found
    ]
    return {"kind": kind, "word": earned_word(kind), "acts": rows, "points": sum(act.magnitude for act in found)}


def object_url(request: CommunityRequest, object_ref: str) -> str:
    return reverse("object", kwargs={"slug": request.community.slug, "object_ref": object_ref})


def _by_kind(rows: Iterable[distribution.ActRow]) -> list[distribution.ActRow]:
    """One row a kind: the same acts may bring money out of two pools; they are counted once, the money is added."""
    found: dict[str, distribution.ActRow] = {}
    for row in rows:
        first = found.get(row.kind)
        found[row.kind] = row if first is None else replace(first, money_minor=first.money_minor + row.money_minor)
    return sorted(found.values(), key=lambda row: -row.money_minor)


def _row(request: CommunityRequest, view: distribution.StatementView, row: distribution.ActRow) -> dict[str, Any]:
    is_act = row.count > 0
    address = reverse(
        "statement_acts", kwargs={"slug": request.community.slug, "period": view.period, "kind": row.kind}
    )
    return {
        "word": earned_word(row.kind),
        "url": address if is_act else "",
        "row": row,
        "dots": min(DOTS_AT_MOST, row.weight // 1000),
        "objects": [(one.title, object_url(request, one.ref)) for one in row.objects if one.title][:3],
    }


def _mine(request: CommunityRequest) -> list[tuple[str, int]]:
    assert request.membership is not None
    return distribution.list_statements(community_id=request.community.pk, party=member_of(request).party_id)
