from django.db import models


class Consent(models.Model):
    """One word of a member about one purpose. The newest row holds; the older ones tell since when and until when."""

    membership = models.ForeignKey("people.Membership", on_delete=models.CASCADE, related_name="+")
    purpose = models.SlugField(max_length=40)
    is_given = models.BooleanField()
    said_at = models.DateTimeField()
    # A digest of the words that were on the page, so that it can be shown what was agreed to.
    words_hash = models.CharField(max_length=64)

    class Meta:
        indexes = [models.Index(fields=["membership", "purpose", "-id"], name="consent_newest")]

    def __str__(self) -> str:
        return f"{self.purpose} {'given' if self.is_given else 'withdrawn'}"
