"""Who may open one's own data. Nobody's data is named by number: each sees their own."""

from typing import Any

from ..rights import DONE, EVERYONE, HERE, LED_ON, SHOWN, SIGNED_IN, Rights, row

COMMUNITY: dict[str, Rights] = {"consents": row(HERE, SHOWN, frozenset({404}))}
SITE: dict[str, Rights] = {
    "privacy_policy": row(EVERYONE, SHOWN),
    "own_data": row(SIGNED_IN, SHOWN),
    # People without a password or a second factor have no way to prove more than they did by signing in.
    "data_copy": row(SIGNED_IN, post=DONE),
    "data_copy_file": row(SIGNED_IN, frozenset({404})),
    "erasure": row(SIGNED_IN, SHOWN, frozenset({422})),
    "erasure_withdrawal": row(SIGNED_IN, post=LED_ON),
}


def furnish(place: Any) -> None:
    """Nothing to furnish."""
