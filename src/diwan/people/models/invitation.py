from datetime import datetime

from django.db import models
from django.db.models import F, Q

from diwan.people.models.community import Community
from diwan.people.models.membership import Membership


class Invitation(models.Model):
    """A link (and QR code) into a community, good for some uses and some days."""

    community = models.ForeignKey(Community, on_delete=models.CASCADE, related_name="invitations")
    token = models.CharField(max_length=60, unique=True)
    invited_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    note = models.CharField(max_length=120, blank=True, default="")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    use_limit = models.PositiveIntegerField()
    used_count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(used_count__lte=F("use_limit")), name="invitation_uses")]

    def __str__(self) -> str:
        return f"{self.community_id} {self.used_count}/{self.use_limit}"

    def is_open(self, at: datetime) -> bool:
        return self.used_count < self.use_limit and self.expires_at > at
