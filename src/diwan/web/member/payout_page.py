"""A member's own side of paying out: the destination, what is due, what was sent."""

from typing import Any

from django.urls import reverse

from diwan.kernel import clock
from diwan.payouts import public as payouts
from diwan.payouts.enums import MethodKind, Obstacle, PayoutStatus
from diwan.web.member.forms.payout_method import DonationForm
from diwan.web.scope import CommunityRequest, member_of

TONES = {
    PayoutStatus.APPROVED: "zafaran",
    PayoutStatus.SENT: "zafaran",
    PayoutStatus.CONFIRMED: "zinjar",
    PayoutStatus.FAILED: "zinjafr",
    PayoutStatus.RETURNED: "zinjafr",
}


def mine(request: CommunityRequest, kind: str) -> dict[str, Any]:
    member, at = member_of(request), clock.now()
    balances = payouts.list_due(community_id=request.community.pk, at=at)
    due = next((one for one in balances if one.party == member.party_id), None)
    method = payouts.get_method(membership_id=member.pk)
    here = reverse("payout_method", kwargs={"slug": request.community.slug})
    return {
        "community": request.community,
        "currency": request.community.currency,
        "due": due,
        "obstacle_word": Obstacle(due.obstacle).label if due else "",
        "method": method,
        "method_word": MethodKind(method.kind).label if method else "",
        "is_on_hold": method is not None and method.usable_from > at,
        "kinds": [(label, f"{here}?kind={value}#destination", value == kind) for value, label in MethodKind.choices],
        "gift": DonationForm(currency=request.community.currency),
        "gifts": payouts.list_donations(party=member.party_id),
        "payouts": payouts.list_payouts(party=member.party_id),
        "status_words": dict(PayoutStatus.choices),
        "tones": TONES,
    }
