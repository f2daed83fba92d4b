from django.db import models
from django.db.models import Q

from diwan.gathering.models.comment import Comment
from diwan.gathering.models.post import Post


class Revision(models.Model):
    """What a text said before an edit, who edited it and when. Revisions are only added."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, null=True, related_name="revisions")
    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, null=True, related_name="revisions")
    title = models.CharField(max_length=200, blank=True, default="")
    body = models.TextField()
    replaced_by = models.ForeignKey("people.Membership", on_delete=models.PROTECT, related_name="+")
    replaced_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(post__isnull=False, comment__isnull=True) | Q(post__isnull=True, comment__isnull=False),
                name="revision_of_one_text",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.replaced_at:%Y-%m-%d %H:%M}"
