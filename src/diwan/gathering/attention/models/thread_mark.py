from django.db import models

from diwan.gathering.attention.enums import Level
from diwan.gathering.models.post import Post


class ThreadMark(models.Model):
    """One member and one thread: how closely it is followed, and up to which comment it was read.

    `read_at` is empty while it was never opened. `read_up_to` is the number of a comment, 0 before the first.
    """

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="thread_marks")
    membership = models.ForeignKey("people.Membership", on_delete=models.CASCADE, related_name="+")
    level = models.CharField(max_length=10, choices=Level.choices, default=Level.NONE)
    read_up_to = models.PositiveBigIntegerField(default=0)
    read_at = models.DateTimeField(null=True)
    # The notice that last told of replies here; while it is unread, its count grows instead of another being left.
    told = models.ForeignKey("people.Notice", on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["membership", "post"], name="one_thread_mark")]
        indexes = [
            models.Index(
                fields=["post", "membership"], condition=models.Q(level=Level.FOLLOWING), name="thread_followers"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membership_id} {self.post_id} {self.level}"
