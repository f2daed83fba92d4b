from django.db import models

from diwan.payouts.models.payout import Payout


class Confirmation(models.Model):
    """The payee says: it arrived."""

    payout = models.OneToOneField(Payout, on_delete=models.PROTECT, primary_key=True, related_name="confirmation")
    confirmed_by = models.UUIDField()
    confirmed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.payout_id}"
