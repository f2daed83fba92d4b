"""Who may open the addresses of bank statements and of outgoing webhooks.

COMMUNITY: under /c/<slug>/; SITE: elsewhere. `furnish(place)` puts what addresses name into the small world.
"""

from datetime import UTC, datetime
from typing import Any

from diwan.commerce import public as commerce
from diwan.moving import public as moving

from ..rights import DONE, KEEPERS, OWNER, REFUSED, SHOWN, Rights, row

COMMUNITY: dict[str, Rights] = {
    "pay_addresses": row(KEEPERS, SHOWN, REFUSED),
    "pay_address_closure": row(KEEPERS, post=DONE, address_id="pay_address"),
    "bank_statements": row(KEEPERS, SHOWN, REFUSED),
    "bank_statement": row(KEEPERS, SHOWN, statement_id="bank_statement"),
    "bank_columns": row(KEEPERS, post=REFUSED, statement_id="bank_draft"),
    "bank_keeping": row(KEEPERS, post=DONE, statement_id="bank_statement"),
    "bank_disposal": row(KEEPERS, post=DONE, statement_id="bank_statement"),
    "bank_evidence": row(KEEPERS, SHOWN, statement_id="bank_statement"),
    "bank_match": row(KEEPERS, post=frozenset({404}), row_id="bank_row"),
    "bank_setting_aside": row(KEEPERS, post=DONE, row_id="bank_row"),
    "bank_taking_up": row(KEEPERS, post=DONE, row_id="bank_row"),
    "webhooks": row(OWNER, SHOWN, REFUSED),
    "webhook": row(OWNER, SHOWN, REFUSED, endpoint_id="webhook"),
    "webhook_secret": row(OWNER, post=DONE, endpoint_id="webhook"),
    "webhook_closure": row(OWNER, post=DONE, endpoint_id="webhook"),
    "webhook_reopening": row(OWNER, post=DONE, endpoint_id="webhook"),
    "webhook_test": row(OWNER, post=DONE, endpoint_id="webhook"),
    "webhook_message": row(OWNER, SHOWN, message_id="webhook_message"),
    "webhook_replay": row(OWNER, post=DONE, message_id="webhook_message"),
}
SITE: dict[str, Rights] = {}


def furnish(place: Any) -> None:
    """An account to copy, a statement that was kept with one row, and another that is a draft."""
    at, scope, owner = datetime.now(UTC), place.community.pk, place.member("owner").party_id
    place.objects["pay_address"] = commerce.set_pay_address(
        community_id=scope, scheme="cliq", address=f"GARDEN{scope}", holder="Garden", provider="", by=owner, at=at
    )
    table = f"Date,Description,Credit\n2026-10-05,TRANSFER {place.slug},7.77\n"
    kept, draft = (
        commerce.read_statement(
            community_id=scope, till_kind="bank", name="october.csv", raw=(table + more).encode(), by=owner, at=at
        )
        for more in ("", "2026-10-06,ANOTHER,8.88\n")
    )
    commerce.keep_statement(community_id=scope, statement_id=kept, by=owner, at=at)
    place.objects |= {"bank_statement": kept, "bank_draft": draft}
    place.objects["bank_row"] = commerce.get_statement(community_id=scope, statement_id=kept).rows[0].id
    endpoint, _secret = moving.open_webhook(
        community_id=scope, url=f"https://{place.slug}.example/hook", note="", events=["order.paid"], by=owner, at=at
    )
    moving.send_test(endpoint_id=endpoint, community_id=scope, by=owner, at=at)
    [message] = moving.list_messages(community_id=scope, endpoint_id=endpoint)
    place.objects |= {"webhook": endpoint, "webhook_message": message.id}
