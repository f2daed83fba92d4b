from enum import Enum


class Limit(Enum):
    """How often one actor's deed of a kind counts on one object. The key of the act carries it: see `kinds.act_key`."""

    ONCE_PER_ITEM = "once per item"
    ONCE_PER_DAY = "once per item and day"
    THREE_PER_ITEM = "at most 3 per item"
    EACH = "each one"
