from django.db import models


class ForbiddenWords(models.Model):
    """Words that moderators want to see before everybody does, and why. Taken off, they stay in the record."""

    community = models.ForeignKey("people.Community", on_delete=models.PROTECT, related_name="+")
    words = models.CharField(max_length=120)
    why = models.CharField(max_length=300)
    added_by = models.ForeignKey("people.Membership", on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.words
