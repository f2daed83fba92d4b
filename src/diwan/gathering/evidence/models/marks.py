from django.db import models

from diwan.gathering.models.post import Post


class ReadMark(models.Model):
    """A qualified read: one row per post, reader and day of the community's calendar. `points` are milli-points."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="reads")
    membership = models.ForeignKey("people.Membership", on_delete=models.PROTECT, related_name="+")
    day_date = models.DateField()
    points = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "membership", "day_date"], name="one_read_a_day")]

    def __str__(self) -> str:
        return f"{self.post_id} {self.day_date}"


class Bookmark(models.Model):
    """A post a member saved to come back to. Removing it keeps the row, as a withdrawn reaction does."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="bookmarks")
    membership = models.ForeignKey("people.Membership", on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "membership"], name="one_bookmark_each")]
        indexes = [models.Index(fields=["membership", "-saved_at"], name="bookmark_newest")]

    def __str__(self) -> str:
        return f"{self.post_id} {self.membership_id}"
