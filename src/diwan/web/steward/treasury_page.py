"""The treasury in words: accounts by what they are to people, and a month's budget beside what it cost."""

from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from diwan.commerce import public as commerce
from diwan.insights import public as insights
from diwan.kernel import clock
from diwan.kernel.periods import Period, UnreadablePeriod
from diwan.payouts import public as payouts
from diwan.people import public as people
from diwan.web.money_words import income_word
from diwan.web.scope import CommunityRequest
from diwan.web.steward import till_page

TILLS = {
    "assets:bank": gettext_lazy("At the bank"),
    "assets:wallet": gettext_lazy("In the wallet"),
    "assets:cash": gettext_lazy("In the cash box"),
    "assets:processor": gettext_lazy("With online providers"),
}
OWED = {
    "members": gettext_lazy("Payable to members"),
    "held": gettext_lazy("Held back for members"),
    "in_batches": gettext_lazy("Approved, not yet sent"),
    "owner": gettext_lazy("The owner’s share"),
    "unearned": gettext_lazy("Paid ahead, not yet earned"),
    "credit": gettext_lazy("Over-paid, to be used or given back"),
}
CLEARING = {
    "assets:refunds_to_recover": gettext_lazy("Refunds of closed months, to be recovered"),
    "assets:processor": gettext_lazy("Collected by providers, not yet at the bank"),
    "liabilities:payouts": gettext_lazy("Approved payments nobody has sent"),
    "expenses:processor_fees": gettext_lazy("Providers’ fees not yet shared out"),
}
FUNDS = {
    "funds:community": gettext_lazy("The common pot"),
    "funds:costs": gettext_lazy("Costs"),
    "funds:reserve": gettext_lazy("Reserve"),
    "funds:statutory_reserve": gettext_lazy("Reserve the law asks for"),
    "funds:guarantee": gettext_lazy("Guarantee"),
    "funds:scholarships": gettext_lazy("Scholarships"),
    "funds:match_next": gettext_lazy("Kept for next month’s matching"),
}


def treasury(request: CommunityRequest) -> dict[str, Any]:
    """Sums for the whole team; who is owed what for the keepers alone."""
    scope = request.community.pk
    view = insights.treasury(community_id=scope, at=clock.now())
    is_keeper = people.can(request.membership, "approve_money")
    return {
        "community": request.community,
        "view": view,
        "currency": view.currency,
        "tills": [(TILLS[code], amount) for code, amount in view.tills],
        "owed": [(OWED[row.name], row.amount_minor) for row in view.owed if row.amount_minor],
        "funds": [(fund_word(code), amount) for code, amount in view.funds],
        "clearing": [(clearing_word(row.account), row) for row in view.clearing],
        "is_keeper": is_keeper,
        "people_owed": payouts.list_owed(community_id=scope) if is_keeper else [],
    }


def fund_word(code: str) -> str:
    """A fund by its usual name; a community's own as its plan writes it."""
    return str(FUNDS.get(code) or code.partition(":")[2].replace("_", " "))


def clearing_word(code: str) -> str:
    if code in CLEARING:
        return str(CLEARING[code])
    return _("Income not yet shared: %(kind)s") % {"kind": income_word(code.partition(":")[2])}


def budget(request: CommunityRequest, period: str) -> dict[str, Any]:
    """A month's budget for whoever may see it: members once it is published. Raises Http404 for everything else."""
    is_keeper = people.can(request.membership, "approve_money")
    try:
        view = commerce.budget.get_budget(community_id=request.community.pk, period=period)
    except UnreadablePeriod as error:
        raise Http404 from error
    if view.published_at is None and not is_keeper:
        raise Http404
    return {
        "community": request.community,
        "currency": request.community.currency,
        "view": view,
        "lines": [(till_page.cost_word(line.actual), line) for line in view.lines],
        "months": commerce.budget.list_published(community_id=request.community.pk),
        "is_keeper": is_keeper,
    }


def this_month(request: CommunityRequest) -> str:
    return Period.of(clock.now(), request.community.timezone).label


def plan_names(request: CommunityRequest, view: commerce.budget.BudgetView) -> list[tuple[str, str]]:
    """The names a budget may plan: those of the sharing plan, and those the month already has."""
    known = dict(till_page.cost_names(request))
    known |= {line.actual: till_page.cost_word(line.actual) for line in view.lines}
    return sorted(known.items())
