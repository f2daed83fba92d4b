from django.db import models

from diwan.people.models.membership import Membership


class Notice(models.Model):
    """Something a member should know, kept as a kind and its facts so that it is worded in the reader's language."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="notices")
    kind = models.SlugField(max_length=40)
    facts = models.JSONField(default=dict)
    url = models.CharField(max_length=300, blank=True, default="")
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["membership", "-created_at"], name="notice_newest")]

    def __str__(self) -> str:
        return f"{self.membership_id} {self.kind}"
