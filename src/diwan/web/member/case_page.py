"""The story of a case. What each member's share gave is for the keepers; the payer reads what became of their money."""

from dataclasses import dataclass
from typing import Any

from diwan.commerce import public as commerce
from diwan.commerce.enums import PaidFrom
from diwan.distribution import public as distribution
from diwan.people import public as people
from diwan.web.money_words import place_word
from diwan.web.scope import CommunityRequest, member_of


@dataclass(frozen=True, slots=True)
class Told:
    """A closed month of the case: its replay, or None while it waits for one, and what accounts and people gave."""

    step: Any
    replay: distribution.ReplayView | None
    losses: tuple[distribution.ChargeView, ...] = ()
    gains: tuple[distribution.ChargeView, ...] = ()
    accounts: tuple[tuple[str, int], ...] = ()

    @property
    def from_members_minor(self) -> int:
        return sum(-one.change_minor for one in self.losses)


def facts(request: CommunityRequest, view: commerce.CaseView) -> dict[str, Any]:
    is_keeper = people.can(request.membership, "see_orders")
    keys = [step.refund_key for step in view.steps if step.period]
    replays = distribution.list_replays(community_id=request.community.pk, refund_keys=keys)
    found = {replay.refund_key: replay for replay in replays}
    told = [_told(step, found.get(step.refund_key)) for step in view.steps if step.period]
    parties = {one.party for month in told for one in (*month.losses, *month.gains)} if is_keeper else set()
    return {
        "community": request.community,
        "view": view,
        "months": told,
        "open_steps": [step for step in view.steps if not step.period],
        "names": people.party_names(community_id=request.community.pk, parties=list(parties)),
        "how": str(PaidFrom(view.paid_from).label),
        "is_mine": view.payer == member_of(request).party_id,
        "is_keeper": is_keeper,
    }


def _told(step: Any, replay: distribution.ReplayView | None) -> Told:
    if replay is None:
        return Told(step, None)
    return Told(
        step,
        replay,
        losses=tuple(one for one in replay.charges if one.change_minor < 0),
        gains=tuple(one for one in replay.charges if one.change_minor > 0),
        accounts=tuple((place_word(account), change) for account, change in replay.accounts),
    )
