from django.db import models

from diwan.people.public import Community, Membership


class MediaKit(models.Model):
    """What a community says to whoever would like to sponsor it. Its figures are counted when it is read."""

    community = models.OneToOneField(Community, on_delete=models.PROTECT, related_name="+")
    words_ar = models.TextField(max_length=1200, blank=True, default="")
    words_en = models.TextField(max_length=1200, blank=True, default="")
    contact = models.EmailField(blank=True, default="")
    is_open = models.BooleanField(default=False)
    kept_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"kit of {self.community_id}"

    def words_in(self, language: str) -> str:
        return self.words_ar if language == "ar" else self.words_en


class Sponsor(models.Model):
    """Somebody who pays to be shown here: an outside party in the books, no account.

    `address_number` stands in the signed address of their own page; a higher one ends every address given before.
    """

    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="+")
    party = models.UUIDField(unique=True)
    name = models.CharField(max_length=120)
    contact = models.EmailField(blank=True, default="")
    website = models.URLField(max_length=300, blank=True, default="")
    address_number = models.PositiveIntegerField(default=1)
    added_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["community", "name"], name="promotion_sponsor_name")]

    def __str__(self) -> str:
        return self.name
