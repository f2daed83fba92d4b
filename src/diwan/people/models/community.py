from django.db import models

from diwan.people.enums import OutsiderKind


class Community(models.Model):
    """A community. Its id is the first column of every index that serves it: the shard key of a grown installation."""

    slug = models.SlugField(max_length=40, unique=True)
    name_ar = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80)
    about_ar = models.TextField(max_length=600, blank=True, default="")
    about_en = models.TextField(max_length=600, blank=True, default="")
    currency = models.CharField(max_length=3)
    timezone = models.CharField(max_length=60)
    language = models.CharField(max_length=5, default="ar")
    is_public = models.BooleanField(default=True)
    opened_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "communities"

    def __str__(self) -> str:
        return self.slug

    def name_in(self, language: str) -> str:
        return self.name_ar if language == "ar" else self.name_en

    def about_in(self, language: str) -> str:
        return self.about_ar if language == "ar" else self.about_en


class OutsideParty(models.Model):
    """Somebody who pays the community without belonging to it: a sponsor, a payer of imported books."""

    community = models.ForeignKey(Community, on_delete=models.PROTECT, related_name="outside_parties")
    party_id = models.UUIDField(unique=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=OutsiderKind.choices)
    source_ref = models.CharField(max_length=120, blank=True, default="")
    created_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["community", "source_ref"], name="outside_party_source")]

    def __str__(self) -> str:
        return self.name
