from django.db import models


class MemberRow(models.Model):
    """A member as search reads them: name and words about oneself, folded. Rebuildable at any time."""

    community = models.ForeignKey("people.Community", on_delete=models.CASCADE, related_name="+")
    membership = models.OneToOneField("people.Membership", on_delete=models.CASCADE, related_name="+")
    search_text = models.TextField()
    folding_version = models.PositiveSmallIntegerField()

    def __str__(self) -> str:
        return f"{self.membership_id}"
