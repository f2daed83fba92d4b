from datetime import datetime

from django.db import models

from diwan.gathering.models.post import Post
from diwan.gathering.polls.enums import Results

LONGEST_QUESTION, LONGEST_ANSWER = 200, 120


class Poll(models.Model):
    """The poll of a post. `open_days` counts from publication (empty: it never closes); `closes_at` follows from it."""

    community = models.ForeignKey("people.Community", on_delete=models.PROTECT, related_name="+")
    post = models.OneToOneField(Post, on_delete=models.CASCADE, related_name="poll")
    question = models.CharField(max_length=LONGEST_QUESTION)
    is_several = models.BooleanField(default=False)
    is_named = models.BooleanField(default=False)
    results = models.CharField(max_length=8, choices=Results.choices, default=Results.VOTED)
    open_days = models.PositiveSmallIntegerField(null=True)
    closes_at = models.DateTimeField(null=True)
    voter_count = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.question

    def is_closed(self, at: datetime) -> bool:
        return self.closes_at is not None and at >= self.closes_at


class PollOption(models.Model):
    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="options")
    position = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=LONGEST_ANSWER)
    vote_count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["poll", "position"], name="poll_option_place")]

    def __str__(self) -> str:
        return self.label
