from django.db import models

from diwan.gathering.models.post import Post

WIDTHS = (1280, 640)


class Attachment(models.Model):
    """An image drawn anew from what a member sent: WebP in two widths, a random name, nothing of the original kept.

    `width` and `height` are those of the larger file; the smaller is never wider than 640.
    """

    community = models.ForeignKey("people.Community", on_delete=models.PROTECT, related_name="+")
    membership = models.ForeignKey("people.Membership", on_delete=models.PROTECT, related_name="+")
    post = models.ForeignKey(Post, on_delete=models.SET_NULL, null=True, related_name="attachments")
    name = models.CharField(max_length=32, unique=True)
    alt = models.CharField(max_length=300, blank=True, default="")
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    byte_count = models.PositiveIntegerField()
    uploaded_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["community", "membership"], name="attachment_owner")]

    def __str__(self) -> str:
        return self.name

    def url(self, width: int = WIDTHS[0]) -> str:
        return f"/files/{self.name}/{width}.webp"

    def path(self, width: int = WIDTHS[0]) -> str:
        """Where the file lies, relative to the storage's root."""
        return f"gathering/{self.community_id}/{self.name}-{width}.webp"
