"""The declared rights: which address lets whom in, and what it answers to those it lets in.

Everybody it does not name is turned away: a visitor to the sign-in page (302), a suspended member to the page that
says why (302), anybody else with 403; in a private community an outsider with 404, as for an address that is not there.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

ACTORS = (
    "visitor", "stranger", "neighbour", "neighbour_owner", "suspended", "member", "author", "steward", "treasurer",
    "owner",
)  # fmt: skip
EVERYONE = frozenset(ACTORS)
SIGNED_IN = EVERYONE - {"visitor"}
MEMBERS = frozenset({"member", "author", "steward", "treasurer", "owner"})
HERE = MEMBERS | {"suspended"}
TEAM = frozenset({"steward", "treasurer", "owner"})
MODERATORS = frozenset({"steward", "owner"})
KEEPERS = frozenset({"treasurer", "owner"})
OWNER = frozenset({"owner"})
AUTHOR = frozenset({"author"})
NOBODY: frozenset[str] = frozenset()
SHOWN = frozenset({200})
LED_ON = frozenset({302})
DONE = frozenset({302})
DONE_OR_REFUSED = frozenset({302, 422})
REFUSED = frozenset({422})


@dataclass(frozen=True, slots=True)
class Rights:
    """`get` and `post`: what those let in are answered, empty for a method the address does not know.

    `not_theirs`: they belong here, but this very object answers them 404. `names`: part of the address → object.
    """

    to: frozenset[str]
    get: frozenset[int] = frozenset()
    post: frozenset[int] = frozenset()
    not_theirs: frozenset[str] = NOBODY
    names: Mapping[str, str] = field(default_factory=dict)
    query: str = ""


def row(
    to: frozenset[str],
    get: frozenset[int] = frozenset(),
    post: frozenset[int] = frozenset(),
    *,
    not_theirs: frozenset[str] = NOBODY,
    query: str = "",
    **names: str,
) -> Rights:
    return Rights(to, get, post, not_theirs, names, query)


POST = {"post_id": "post"}
COMMENT = {"comment_id": "comment"}
ORDER = {"order_id": "order"}
PERIOD = {"period": "period"}
PAYOUT = {"batch_id": "sent_batch", "payout_id": "sent_payout"}
SENT = {"payout_id": "sent_payout"}
NOT_THE_AUTHOR = MEMBERS - AUTHOR
NEITHER_PAYER_NOR_KEEPER = MEMBERS - AUTHOR - KEEPERS

COMMUNITY: dict[str, Rights] = {
    # What anybody may open where the community is public
    "welcome": row(EVERYONE, SHOWN),
    "joining": row(EVERYONE, LED_ON, DONE),
    "books": row(EVERYONE, LED_ON),
    "books_month": row(EVERYONE, SHOWN, **PERIOD),
    "books_csv": row(EVERYONE, SHOWN, **PERIOD),
    "books_bundle": row(EVERYONE, SHOWN, **PERIOD),
    "books_verification": row(EVERYONE, SHOWN, **PERIOD),
    "plan": row(EVERYONE, SHOWN),
    "plan_version": row(EVERYONE, SHOWN, plan_id="plan"),
    "offers": row(EVERYONE, SHOWN),
    # What members read
    "feed": row(MEMBERS, SHOWN),
    "space": row(MEMBERS, SHOWN, space="space"),
    "thread": row(MEMBERS, SHOWN, **POST),
    "post_history": row(MEMBERS, SHOWN, **POST),
    "search": row(MEMBERS, SHOWN, query="?q=question"),
    "saved": row(MEMBERS, SHOWN),
    "notices": row(MEMBERS, SHOWN),
    "notices_reading": row(MEMBERS, post=DONE),
    "people": row(MEMBERS, SHOWN),
    "person": row(MEMBERS, SHOWN, membership_id="membership"),
    "object": row(MEMBERS, LED_ON, object_ref="ref"),
    # What members write
    "comments": row(MEMBERS, post=REFUSED, **POST),
    "reads": row(MEMBERS, post=frozenset({204}), **POST),
    "bookmark": row(MEMBERS, post=DONE, **POST),
    "bookmark_withdrawal": row(MEMBERS, post=DONE, **POST),
    "acceptance": row(MEMBERS, post=DONE, **POST),
    "acceptance_withdrawal": row(MEMBERS, post=DONE, **POST),
    "evidence": row(MEMBERS, post=DONE, object_ref="ref"),
    "evidence_withdrawal": row(MEMBERS, post=DONE, object_ref="ref"),
    "posts": row(MEMBERS, post=REFUSED),
    "new_post": row(MEMBERS, SHOWN),
    "edit_post": row(MEMBERS, SHOWN, REFUSED, not_theirs=NOT_THE_AUTHOR, **POST),
    "edit_comment": row(MEMBERS, SHOWN, REFUSED, not_theirs=NOT_THE_AUTHOR, **COMMENT),
    "post_deletion": row(MEMBERS, post=DONE, **POST),
    "comment_deletion": row(MEMBERS, post=DONE, **COMMENT),
    "post_restoration": row(MEMBERS, post=DONE, not_theirs=MEMBERS, **POST),
    "comment_restoration": row(MEMBERS, post=DONE, not_theirs=MEMBERS, **COMMENT),
    "drafts": row(MEMBERS, SHOWN, REFUSED),
    "draft_disposal": row(MEMBERS, post=DONE, not_theirs=NOT_THE_AUTHOR, draft_id="draft"),
    "preview": row(MEMBERS, post=SHOWN),
    "new_report": row(MEMBERS, SHOWN, REFUSED, query="?ref={ref}"),
    "standing": row(HERE, SHOWN),
    "appeal": row(HERE, SHOWN, REFUSED, not_theirs=MEMBERS, decision_id="decision"),
    # One’s own money: Nour, who paid, and Layla, who was paid, have a statement; the team has none
    "statement": row(MEMBERS, frozenset({200, 302})),
    "statement_month": row(MEMBERS, SHOWN, not_theirs=TEAM, **PERIOD),
    "statement_acts": row(MEMBERS, SHOWN, not_theirs=TEAM, kind="act", **PERIOD),
    "statement_proof": row(MEMBERS, SHOWN, not_theirs=TEAM, **PERIOD),
    "statement_objection": row(MEMBERS, SHOWN, REFUSED, not_theirs=TEAM, **PERIOD),
    "offer": row(MEMBERS, SHOWN, offer_id="offer"),
    "order_placement": row(MEMBERS, post=frozenset({404})),
    "order": row(MEMBERS, SHOWN, not_theirs=NEITHER_PAYER_NOR_KEEPER, **ORDER),
    "order_photos": row(MEMBERS, post=REFUSED, not_theirs=NEITHER_PAYER_NOR_KEEPER, **ORDER),
    "order_photo": row(MEMBERS, SHOWN, not_theirs=NEITHER_PAYER_NOR_KEEPER, photo_id="photo", **ORDER),
    "order_cancellation": row(MEMBERS, SHOWN, DONE_OR_REFUSED, not_theirs=NEITHER_PAYER_NOR_KEEPER, **ORDER),
    "payout_method": row(MEMBERS, SHOWN, REFUSED),
    "payout_confirmation": row(MEMBERS, post=DONE, not_theirs=NOT_THE_AUTHOR, **SENT),
    "payout_proof": row(MEMBERS, SHOWN, not_theirs=NEITHER_PAYER_NOR_KEEPER, **SENT),
    # Moderation
    "reports": row(MODERATORS, SHOWN),
    "decided_reports": row(MODERATORS, SHOWN),
    "report": row(MODERATORS, SHOWN, report_id="report"),
    "report_decision": row(MODERATORS, post=REFUSED, report_id="report"),
    "appeals": row(MODERATORS, SHOWN),
    "appeal_decision": row(MODERATORS, SHOWN, REFUSED, appeal_id="appeal"),
    "sanction_lifting": row(MODERATORS, SHOWN, REFUSED, sanction_id="sanction"),
    "members": row(MODERATORS, SHOWN),
    "invitations": row(MODERATORS, SHOWN, REFUSED),
    # Money work
    "cockpit": row(TEAM, SHOWN),
    "receipts": row(KEEPERS, SHOWN),
    "receipt_approval": row(KEEPERS, SHOWN, REFUSED, **ORDER),
    "receipt_rejection": row(KEEPERS, SHOWN, REFUSED, **ORDER),
    "refund": row(KEEPERS, SHOWN, REFUSED, order_id="paid_order", payment_id="payment"),
    "tills": row(KEEPERS, SHOWN, REFUSED),
    "costs": row(KEEPERS, SHOWN, REFUSED),
    "periods": row(KEEPERS, SHOWN),
    "period": row(KEEPERS, SHOWN, **PERIOD),
    "period_closure": row(KEEPERS, post=DONE, **PERIOD),
    "period_publication": row(KEEPERS, post=DONE, **PERIOD),
    "period_posting": row(KEEPERS, SHOWN, REFUSED, **PERIOD),
    "period_restart": row(KEEPERS, SHOWN, REFUSED, **PERIOD),
    "objections": row(TEAM, SHOWN),
    "objection": row(TEAM, SHOWN, REFUSED, objection_id="objection"),
    "payouts": row(KEEPERS, SHOWN),
    "payout_draft": row(KEEPERS, post=REFUSED),
    "payout_terms": row(KEEPERS, SHOWN, REFUSED),
    "payout_batch": row(KEEPERS, SHOWN, batch_id="batch"),
    "batch_approval": row(KEEPERS, post=REFUSED, batch_id="batch"),
    "batch_cancellation": row(KEEPERS, post=DONE, batch_id="batch"),
    "batch_csv": row(KEEPERS, post=SHOWN, batch_id="sent_batch"),
    "payout_sending": row(KEEPERS, SHOWN, REFUSED, **PAYOUT),
    "payout_failure": row(KEEPERS, SHOWN, REFUSED, **PAYOUT),
    "roles": row(OWNER, SHOWN, REFUSED),
    "role_revocation": row(OWNER, SHOWN, DONE, membership_id="steward_membership", role="steward"),
}
SITE: dict[str, Rights] = {
    "home": row(EVERYONE, frozenset({200, 302})),
    "verifier": row(EVERYONE, SHOWN),
    "health": row(EVERYONE, SHOWN),
    "style": row(EVERYONE, SHOWN),
    "preferences": row(EVERYONE, post=DONE),
    "demo": row(NOBODY, SHOWN, DONE, not_theirs=EVERYONE),
    "profile": row(SIGNED_IN, SHOWN, REFUSED),
    "invitation": row(EVERYONE, SHOWN, DONE, token="invitation"),
    "founding": row(SIGNED_IN, SHOWN, REFUSED),
    "founding_income": row(SIGNED_IN, LED_ON, DONE),
    "founding_sharing": row(SIGNED_IN, LED_ON, DONE),
    "founding_opening": row(SIGNED_IN, LED_ON, DONE),
    "image": row(MEMBERS, SHOWN, not_theirs=EVERYONE - MEMBERS, name="image", width="width"),
}
# Django-allauth's own pages: anybody may ask for them, none of them names an object of ours.
ACCOUNT = {
    "account_login", "account_logout", "account_inactive", "account_signup", "account_reauthenticate", "account_email",
    "account_email_verification_sent", "account_change_password", "account_set_password", "account_reset_password",
    "account_confirm_login_code", "account_confirm_password_reset_code", "account_complete_password_reset",
    "account_password_reset_completed", "account_request_login_code",
}  # fmt: skip
