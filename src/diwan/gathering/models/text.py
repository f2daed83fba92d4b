from datetime import datetime, timedelta

from django.db import models

from diwan.gathering.enums import TextStatus

UNDO_DAYS = 30


class WrittenText(models.Model):
    """What a post and a comment have in common: words, their rendered form, standing, evidence and origin.

    `source` and `source_id` name the row of another system that this one was imported from.
    """

    community = models.ForeignKey("people.Community", on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey("people.Membership", on_delete=models.PROTECT, related_name="+")
    body = models.TextField()
    html = models.TextField()
    renderer_version = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=5)
    status = models.CharField(max_length=10, choices=TextStatus.choices)
    word_count = models.PositiveIntegerField(default=0)
    published_at = models.DateTimeField(null=True)
    edited_at = models.DateTimeField(null=True)
    deleted_at = models.DateTimeField(null=True)
    deleted_by = models.ForeignKey("people.Membership", on_delete=models.PROTECT, null=True, related_name="+")
    helped_count = models.PositiveIntegerField(default=0)
    tried_count = models.PositiveIntegerField(default=0)
    same_count = models.PositiveIntegerField(default=0)
    failed_count = models.PositiveIntegerField(default=0)
    usefulness = models.BigIntegerField(default=0)
    source = models.CharField(max_length=40, blank=True, default="")
    source_id = models.CharField(max_length=120, blank=True, default="")

    class Meta:
        abstract = True

    @property
    def writer_ids(self) -> frozenset[int]:
        """The memberships of all who wrote it."""
        return frozenset({self.author_id})

    @property
    def is_published(self) -> bool:
        return self.status == TextStatus.PUBLISHED

    @property
    def is_deleted(self) -> bool:
        return self.status == TextStatus.DELETED

    @property
    def is_imported(self) -> bool:
        return self.source != ""

    def can_be_undone(self, at: datetime) -> bool:
        """Whether a deletion is recent enough to be taken back."""
        return self.deleted_at is not None and at < self.deleted_at + timedelta(days=UNDO_DAYS)
