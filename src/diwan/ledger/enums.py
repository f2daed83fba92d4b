from django.db import models


class Side(models.TextChoices):
    """The two sides of an entry. Amounts are always positive; the side says which way they count."""

    DEBIT = "debit"
    CREDIT = "credit"

    @property
    def other(self) -> "Side":
        return Side.CREDIT if self is Side.DEBIT else Side.DEBIT
