"""The first-run wizard: idea → one editable sentence → a plan → a running community. Answers live in the session."""

from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from diwan.distribution import public as distribution
from diwan.kernel import clock
from diwan.kernel.errors import DiwanError
from diwan.people import public as people
from diwan.web.visitor.forms.founding import IdeaForm, OpeningForm, SentenceForm, SharingForm
from diwan.web.visitor.opening import Idea, members_part, open_community, plan_document

KEY = "founding"
STEPS = ("founding", "founding_income", "founding_sharing", "founding_opening")
CROWDS = (40, 300, 1200)
PAYING_PART = 5  # the forecast's assumption, said on the page: one in five pays


@login_required
def idea(request: HttpRequest) -> HttpResponse:
    form = IdeaForm(request.POST or None, initial=_kept(request))
    return _step(request, form, 1, "pages/founding/idea.html", {})


@login_required
def income(request: HttpRequest) -> HttpResponse:
    kept = _kept(request)
    if "name" not in kept:
        return redirect("founding")
    form = SentenceForm(request.POST or None, initial=_defaults(kept), currency=kept["currency"])
    form.is_valid()
    forecast = _forecast(form.cleaned_data if form.is_bound else _defaults(kept))
    return _step(request, form, 2, "pages/founding/income.html", {"forecast": forecast, "currency": kept["currency"]})


@login_required
def sharing(request: HttpRequest) -> HttpResponse:
    kept = _kept(request)
    if "fee" not in kept:
        return redirect("founding_income")
    templates = distribution.plan_templates(currency=kept["currency"])
    initial = {"template": kept.get("template", distribution.DEFAULT_TEMPLATE)}
    form = SharingForm(request.POST or None, initial=initial, templates=[one.slug for one in templates])
    return _step(request, form, 3, "pages/founding/sharing.html", {"templates": templates, "kept": kept})


@login_required
def opening(request: HttpRequest) -> HttpResponse:
    kept = _kept(request)
    if "template" not in kept:
        return redirect("founding_sharing")
    form = OpeningForm(request.POST or None, initial=kept)
    if request.method == "POST" and form.is_valid():
        owner = cast(people.Person, request.user)
        try:
            community = open_community(idea=_idea(kept | form.cleaned_data), owner=owner, at=clock.now())
        except DiwanError as refusal:  # somebody took the address meanwhile, or the button was pressed twice
            form.add_error(None, str(refusal))
        else:
            del request.session[KEY]
            return redirect("feed", slug=community.slug)
    document = plan_document(template=kept["template"], currency=kept["currency"], members_bp=_members_bp(kept))
    return _page(request, form, 4, "pages/founding/opening.html", {"kept": kept, "members_bp": members_part(document)})


def _step(request: HttpRequest, form: Form, number: int, template: str, facts: dict[str, Any]) -> HttpResponse:
    """Keep valid answers and go on; show anything else again, whole."""
    if request.method == "POST" and form.is_valid() and "look" not in request.POST:
        request.session[KEY] = _kept(request) | form.cleaned_data
        return redirect(STEPS[number])
    return _page(request, form, number, template, facts)


def _page(request: HttpRequest, form: Form, number: int, template: str, facts: dict[str, Any]) -> HttpResponse:
    labels = (_("The idea"), _("The income"), _("The sharing"), _("Opening"))
    steps = [(label, reverse(name)) for label, name in zip(labels, STEPS, strict=True)]
    status = 422 if form.errors else 200
    return render(request, template, {"form": form, "steps": steps, "step": number, **facts}, status=status)


def _kept(request: HttpRequest) -> dict[str, Any]:
    return dict(request.session.get(KEY, {}))


def _defaults(kept: dict[str, Any]) -> dict[str, Any]:
    part = members_part(plan_document(template=distribution.DEFAULT_TEMPLATE, currency=kept["currency"]))
    fee = distribution.plan_template(slug=distribution.DEFAULT_TEMPLATE, currency=kept["currency"]).document[
        "min_payout"
    ]
    return {
        "who": _("people who love the same thing"),
        "what": _("what they know"),
        "fee": fee // 10,
        "members_percent": part // 100,
    } | kept


def _members_bp(kept: dict[str, Any]) -> int:
    return int(kept["members_percent"]) * 100


def _forecast(facts: dict[str, Any]) -> list[dict[str, int]]:
    """What the sentence comes to each month if one in five pays: plain arithmetic, no promise."""
    fee, share = facts.get("fee") or 0, int(facts.get("members_percent") or 0)
    rows = []
    for crowd in CROWDS:
        total = fee * (crowd // PAYING_PART)
        rows.append({"crowd": crowd, "paying": crowd // PAYING_PART, "total": total, "members": total * share // 100})
    return rows


def _idea(kept: dict[str, Any]) -> Idea:
    language = get_language() or "ar"
    first, second = kept["name"], kept["other_name"] or kept["name"]
    about = {}
    for code in ("ar", "en"):
        with override(code):
            about[code] = _("We gather %(who)s to trade %(what)s.") % {"who": kept["who"], "what": kept["what"]}
    return Idea(
        slug=kept["slug"],
        name_ar=first if language == "ar" else second,
        name_en=second if language == "ar" else first,
        about_ar=about["ar"],
        about_en=about["en"],
        currency=kept["currency"],
        timezone=kept["timezone"],
        language=language,
        fee_minor=kept["fee"],
        members_bp=_members_bp(kept),
        template=kept["template"],
        till_kind=kept["till_kind"],
        till_words=kept["till_words"],
    )
