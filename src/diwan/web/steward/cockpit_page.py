"""The cockpit in words: each need as a sentence with the place where it is met; the headline; the income as a line."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from markupsafe import Markup

from diwan.insights import public as insights
from diwan.insights.enums import NeedKind
from diwan.kernel.text.dates import format_month
from diwan.kernel.text.reader import current_reader
from diwan.web import figures
from diwan.web.drawing.series import Point
from diwan.web.money_words import Part, income_pigment, income_word
from diwan.web.scope import CommunityRequest

PRESSING = {NeedKind.CLOSE_OVERDUE, NeedKind.OBJECTION, NeedKind.NO_TILL, NeedKind.REPORT}
# Where each kind is met, and which roles may open the place.
_KEEPERS, _GUARDS, _ALL = {"owner", "treasurer"}, {"owner", "steward"}, {"owner", "treasurer", "steward"}
PLACES: dict[NeedKind, tuple[str, set[str]]] = {
    NeedKind.CLOSE_OVERDUE: ("period", _KEEPERS),
    NeedKind.OBJECTION: ("objections", _ALL),
    NeedKind.RECEIPT: ("receipts", _KEEPERS),
    NeedKind.BATCH: ("payout_batch", _KEEPERS),
    NeedKind.TO_SEND: ("payout_batch", _KEEPERS),
    NeedKind.REPORT: ("reports", _GUARDS),
    NeedKind.TO_PUBLISH: ("period", _KEEPERS),
    NeedKind.TO_POST: ("period", _KEEPERS),
    NeedKind.TO_PAY: ("payouts", _KEEPERS),
    NeedKind.UNANSWERED: ("feed", _ALL),
    NeedKind.ENDING: ("people", _ALL),
    NeedKind.NO_TILL: ("tills", _KEEPERS),
}


@dataclass(frozen=True, slots=True)
class NeedLine:
    """One line: what waits, how pressing, and a button with its place ('' where the reader may not go)."""

    sentence: str
    tone: str
    label: str
    url: str


def facts(request: CommunityRequest, view: insights.Cockpit) -> dict[str, Any]:
    return {
        "community": request.community,
        "view": view,
        "needs": [line(request, need, view.currency) for need in view.needs],
        "parts": [_part(one) for one in view.income.parts if one.gross_minor],
        "points": [_point(one) for one in view.income.months],
        "largest": income_word(view.income.largest_kind) if view.income.largest_kind else "",
        "ages": range(max((len(one.kept_bp) for one in view.cohorts), default=0)),
    }


def _part(one: insights.IncomePart) -> Part:
    return Part(income_word(one.kind), one.gross_minor, income_pigment(one.kind))


def _point(one: insights.MonthIncome) -> Point:
    """A month by its name alone: twelve of them fit beside each other."""
    return Point(format_month(one.period, current_reader(), year=False), one.gross_minor)


def line(request: CommunityRequest, need: insights.Need, currency: str) -> NeedLine:
    """A need as a sentence, in the reader's language and digits."""
    places = {"count": figures.num(need.count)}
    places["month"] = figures.month(need.period) if need.period else Markup("")
    places["amount"] = figures.money(need.amount_minor, currency) if need.amount_minor is not None else Markup("")
    sentence = Markup(SENTENCES[need.kind](need.count)) % places
    name, roles = PLACES[need.kind]
    url = _address(request, name, need) if request.roles & roles else ""
    return NeedLine(sentence, "zinjafr" if need.kind in PRESSING else "zafaran", _verb(need.kind), url)


def _address(request: CommunityRequest, name: str, need: insights.Need) -> str:
    places: dict[str, Any] = {"slug": request.community.slug}
    if name == "period":
        places["period"] = need.period
    if name == "payout_batch":
        places["batch_id"] = need.ref
    end = "?order=unanswered" if need.kind == NeedKind.UNANSWERED else ""
    return reverse(name, kwargs=places) + end


def _verb(kind: NeedKind) -> str:
    return {
        NeedKind.CLOSE_OVERDUE: _("Close the month"),
        NeedKind.OBJECTION: _("Read them"),
        NeedKind.RECEIPT: _("Check them"),
        NeedKind.BATCH: _("Look at it"),
        NeedKind.TO_SEND: _("Send them"),
        NeedKind.REPORT: _("Read them"),
        NeedKind.TO_PUBLISH: _("Look at it"),
        NeedKind.TO_POST: _("Look at it"),
        NeedKind.TO_PAY: _("Pay them"),
        NeedKind.UNANSWERED: _("Answer one"),
        NeedKind.ENDING: _("Greet them"),
        NeedKind.NO_TILL: _("Say how"),
    }[kind]


SENTENCES: dict[NeedKind, Callable[[int], str]] = {
    NeedKind.CLOSE_OVERDUE: lambda count: _("%(month)s is over and not closed."),
    NeedKind.OBJECTION: lambda count: ngettext(
        "%(count)s objection to %(month)s waits for two verdicts.",
        "%(count)s objections to %(month)s wait for two verdicts.",
        count,
    ),
    NeedKind.RECEIPT: lambda count: ngettext(
        "%(count)s receipt waits to be checked, %(amount)s.",
        "%(count)s receipts wait to be checked, %(amount)s together.",
        count,
    ),
    NeedKind.BATCH: lambda count: _("A payout batch of %(amount)s waits for approval."),
    NeedKind.TO_SEND: lambda count: ngettext(
        "%(count)s approved payment of %(amount)s waits to be sent.",
        "%(count)s approved payments of %(amount)s together wait to be sent.",
        count,
    ),
    NeedKind.REPORT: lambda count: ngettext(
        "%(count)s report waits for a moderator.", "%(count)s reports wait for a moderator.", count
    ),
    NeedKind.TO_PUBLISH: lambda count: _("The close of %(month)s waits to be published."),
    NeedKind.TO_POST: lambda count: _("The window for objections to %(month)s has passed; it can be posted."),
    NeedKind.TO_PAY: lambda count: ngettext(
        "%(count)s member can be paid %(amount)s.", "%(count)s members can be paid %(amount)s together.", count
    ),
    NeedKind.UNANSWERED: lambda count: ngettext(
        "%(count)s question has no answer yet.", "%(count)s questions have no answer yet.", count
    ),
    NeedKind.ENDING: lambda count: ngettext(
        "%(count)s membership ends within a week.", "%(count)s memberships end within a week.", count
    ),
    NeedKind.NO_TILL: lambda count: _("Memberships are on sale, but nobody can pay: no way of paying is open."),
}
