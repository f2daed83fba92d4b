from django.db import models
from django.db.models import Q

from diwan.people.models.membership import Membership


class Notice(models.Model):
    """Something a member should know, kept as a kind and its facts so that it is worded in the reader's language."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="notices")
    kind = models.SlugField(max_length=40)
    facts = models.JSONField(default=dict)
    url = models.CharField(max_length=300, blank=True, default="")
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    # Which group of kinds it belongs to; whether the page of notices shows it; whether the next digest names it.
    group = models.CharField(max_length=12, default="community")
    is_shown = models.BooleanField(default=True)
    in_digest = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["membership", "-created_at"], name="notice_newest"),
            models.Index(fields=["membership"], condition=Q(read_at=None, is_shown=True), name="notice_unread"),
        ]

    def __str__(self) -> str:
        return f"{self.membership_id} {self.kind}"
