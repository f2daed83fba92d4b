from django.db import models

from diwan.people.models.membership import Membership
from diwan.people.models.notice import Notice


class HeldNotice(models.Model):
    """A notice that came in somebody's quiet hours and is sent on when they end. Gone once it was."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="held_notices")
    notice = models.OneToOneField(Notice, on_delete=models.CASCADE, related_name="held")
    by_mail = models.BooleanField()
    by_push = models.BooleanField()
    until = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.notice_id} until {self.until}"


class Digest(models.Model):
    """A digest that was asked for: one per membership and label, whether there was anything to say or not."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="digests")
    label = models.CharField(max_length=20)
    since = models.DateTimeField()
    planned_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["membership", "label"], name="one_digest_each")]

    def __str__(self) -> str:
        return f"{self.membership_id} {self.label}"
