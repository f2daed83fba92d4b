from django.db import models

from diwan.gathering.enums import PostKind, Tone


class Space(models.Model):
    """A place in a community for one sort of talk. `kind` is the kind of post its composer proposes."""

    community = models.ForeignKey("people.Community", on_delete=models.PROTECT, related_name="+")
    slug = models.SlugField(max_length=40)
    name_ar = models.CharField(max_length=60)
    name_en = models.CharField(max_length=60)
    tone = models.CharField(max_length=10, choices=Tone.choices, default=Tone.STONE)
    kind = models.CharField(max_length=10, choices=PostKind.choices, default=PostKind.DISCUSSION)
    position = models.PositiveSmallIntegerField(default=0)
    # False: for members only. Where the whole community is private it changes nothing.
    is_public = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["community", "slug"], name="space_slug_once")]
        indexes = [models.Index(fields=["community", "position", "id"], name="space_order")]

    def __str__(self) -> str:
        return f"{self.community_id}/{self.slug}"

    def name_in(self, language: str) -> str:
        return self.name_ar if language == "ar" else self.name_en
