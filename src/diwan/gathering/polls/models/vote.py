from django.db import models
from django.db.models import Q

from diwan.gathering.polls.models.poll import Poll, PollOption


class PollVote(models.Model):
    """One answer one member chose. `is_only` marks the votes of a poll that takes one answer a person."""

    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="votes")
    option = models.ForeignKey(PollOption, on_delete=models.CASCADE, related_name="votes")
    membership = models.ForeignKey("people.Membership", on_delete=models.PROTECT, related_name="+")
    is_only = models.BooleanField()
    voted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["option", "membership"], name="poll_answer_once_each"),
            models.UniqueConstraint(fields=["poll", "membership"], condition=Q(is_only=True), name="poll_one_voice"),
        ]

    def __str__(self) -> str:
        return f"{self.poll_id}: {self.option_id}"
