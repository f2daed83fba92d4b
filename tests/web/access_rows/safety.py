"""Who may open the addresses of safety.

COMMUNITY: under /c/<slug>/; SITE: elsewhere. `furnish(place)` puts what addresses name into the small world.
"""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid5

from diwan.gathering import public as gathering
from diwan.trust import public as trust
from diwan.trust.enums import Outcome, Reason

from ..rights import DONE, LED_ON, MEMBERS, MODERATORS, REFUSED, SHOWN, Rights, row

COMMUNITY: dict[str, Rights] = {
    "next_report": row(MODERATORS, LED_ON),
    "several_reports": row(MODERATORS, SHOWN, REFUSED),
    "proposals": row(MODERATORS, SHOWN),
    "proposal_approval": row(MODERATORS, post=DONE, proposal_id="proposal"),
    "proposal_refusal": row(MODERATORS, post=DONE, proposal_id="proposal"),
    "duty": row(MODERATORS, SHOWN, REFUSED),
    "duty_leaving": row(MODERATORS, post=DONE, week="week", membership_id="membership"),
    "blind": row(MODERATORS, SHOWN, REFUSED),
    "watch": row(MODERATORS, SHOWN),
    "suspicion_look": row(MODERATORS, post=DONE, suspicion_id="suspicion"),
    "house_rules": row(MEMBERS, SHOWN),
    "rule_settings": row(MODERATORS, SHOWN, REFUSED),
    "rule_words": row(MODERATORS, post=REFUSED),
    "words_removal": row(MODERATORS, post=DONE, words_id="words"),
}
SITE: dict[str, Rights] = {}
_SEED = UUID("6b0f7f5e-0f63-4f0e-9d0f-0f8f5f3f2f1f")


def furnish(place: Any) -> None:
    """A proposal to remove somebody, words to see first, and a circle worth a look."""
    at, scope, steward = datetime.now(UTC), place.community.pk, place.member("steward")
    comment = gathering.write_comment(
        post_id=place["post"], author_id=place.member("nour").pk, body="Buy my seeds.", at=at
    )
    report = trust.file_report(
        reporter=place.member("layla"), object_ref=comment.ref, subject=place.member("nour"),
        reason=Reason.SPAM, note="", at=at,
    )  # fmt: skip
    proposal = trust.answer_report(
        report_id=report.pk, by=steward, outcome=Outcome.REMOVE, code="advertising", reason="Again.", days=None, at=at
    )
    words = trust.forbid_words(words="miracle seeds", why="Sold twice already.", by=steward, at=at)
    place.objects |= {"proposal": proposal.pk, "words": words.pk, "suspicion": circle(place, at)}
    place.objects["week"] = trust.week_of(community_id=scope, at=at).isoformat()


def circle(place: Any, at: datetime) -> int:
    """Six parties who mark each other; thirty others mark many, and more: a circle is the smaller part of a whole."""
    scope = place.community.pk
    parties = [uuid5(_SEED, f"{place.slug}{number}") for number in range(36)]
    ring = parties[:6]
    pairs = [trust.Pair(a, b, 4_000) for a in ring for b in ring if a != b]
    pairs += [
        trust.Pair(a, parties[6 + (n + step) % 30], 4_000) for n, a in enumerate(parties[6:]) for step in (1, 7, 11)
    ]
    trust.tell_pairs("small_world", lambda **_: pairs)
    try:
        return next(row.pk for row in trust.find_suspicions(community_id=scope, at=at))
    finally:
        trust.tell_pairs("small_world", lambda **_: [])
