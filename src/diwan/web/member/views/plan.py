"""How we share: the plan in words, every version of it, and its text for experts."""

import json

from django.http import Http404, HttpResponse
from django.shortcuts import render

from diwan.distribution import public as distribution
from diwan.distribution.errors import NoSuchPlan
from diwan.kernel import clock
from diwan.kernel.periods import Period
from diwan.web.money_words import PIGMENTS, income_word, place_word
from diwan.web.scope import CommunityRequest, in_community


@in_community(visitors=True)
def plan(request: CommunityRequest) -> HttpResponse:
    """The plan that holds this month."""
    month = Period.of(clock.now(), request.community.timezone).label
    current = distribution.current_plan(community_id=request.community.pk, period=month)
    if current is None:
        return render(request, "pages/plan/none.html", {"community": request.community})
    return _page(request, current)


@in_community(visitors=True)
def version(request: CommunityRequest, plan_id: int) -> HttpResponse:
    """One version, in force, past or only drafted."""
    try:
        return _page(request, distribution.get_plan(community_id=request.community.pk, plan_id=plan_id))
    except NoSuchPlan as error:
        raise Http404 from error


def _page(request: CommunityRequest, view: distribution.PlanView) -> HttpResponse:
    facts = {
        "community": request.community,
        "view": view,
        "words": distribution.plan_in_words(document=view.document),
        "versions": distribution.list_plans(community_id=request.community.pk),
        "text": json.dumps(view.document, ensure_ascii=False, indent=1),
        "place_word": place_word,
        "income_word": income_word,
        "pigments": PIGMENTS,
    }
    return render(request, "pages/plan/plan.html", facts)
