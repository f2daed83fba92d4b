from django.db import models
from django.db.models import Q

from diwan.gathering.editorial.models.facts import LABELLED, EditorialFacts
from diwan.gathering.enums import PostKind, TextStatus
from diwan.gathering.models.space import Space
from diwan.gathering.models.text import WrittenText

_LISTED = Q(status=TextStatus.PUBLISHED)


class Post(EditorialFacts, WrittenText):
    """A discussion, a question or a guide. The feed reads this row alone: its counters are kept by the actions."""

    space = models.ForeignKey(Space, on_delete=models.PROTECT, related_name="posts")
    kind = models.CharField(max_length=10, choices=PostKind.choices)
    title = models.CharField(max_length=200)
    excerpt = models.CharField(max_length=320, blank=True, default="")
    cover = models.ForeignKey("Attachment", on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()
    accepted_comment = models.ForeignKey("Comment", on_delete=models.SET_NULL, null=True, related_name="+")
    accepted_at = models.DateTimeField(null=True)
    # False for an acceptance that was imported: history is history, not pay.
    accept_counts = models.BooleanField(default=False)
    estimated_seconds = models.PositiveSmallIntegerField(default=0)
    comment_count = models.PositiveIntegerField(default=0)
    answer_count = models.PositiveIntegerField(default=0)
    voice_count = models.PositiveIntegerField(default=0)
    save_count = models.PositiveIntegerField(default=0)
    reader_count = models.PositiveIntegerField(default=0)
    # 2: a question nobody answered; 1: answered, none accepted; 0: settled, or not a question.
    need = models.PositiveSmallIntegerField(default=0)
    # When it was last spoken here, and the number of the newest comment that stands: what is new is read from these.
    spoken_at = models.DateTimeField(null=True)
    newest_comment_id = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["community", "source", "source_id"], condition=~Q(source=""), name="post_imported_once"
            ),
            models.CheckConstraint(
                condition=Q(status=TextStatus.DRAFT) | Q(published_at__isnull=False), name="post_published_when"
            ),
            # Neither published nor scheduled without saying who paid.
            models.CheckConstraint(
                condition=Q(status=TextStatus.DRAFT, publish_at=None) | LABELLED, name="post_labelled"
            ),
            models.CheckConstraint(condition=Q(publish_at=None) | Q(status=TextStatus.DRAFT), name="post_still_due"),
        ]
        indexes = [
            models.Index(fields=["community", "-usefulness", "-id"], condition=_LISTED, name="post_useful"),
            models.Index(fields=["community", "-published_at", "-id"], condition=_LISTED, name="post_newest"),
            models.Index(
                fields=["community", "-need", "-published_at", "-id"],
                condition=_LISTED & Q(need__gt=0),
                name="post_unanswered",
            ),
            models.Index(
                fields=["community", "space", "-usefulness", "-id"], condition=_LISTED, name="post_space_useful"
            ),
            models.Index(
                fields=["community", "space", "-published_at", "-id"], condition=_LISTED, name="post_space_newest"
            ),
            models.Index(fields=["community", "author", "status"], name="post_author"),
            models.Index(
                fields=["community", "author", "-published_at", "-id"], condition=_LISTED, name="post_author_newest"
            ),
            models.Index(fields=["community", "-spoken_at", "-id"], condition=_LISTED, name="post_spoken"),
            models.Index(fields=["publish_at"], condition=Q(publish_at__isnull=False), name="post_due"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def ref(self) -> str:
        """How the Book of Acts names this post."""
        return f"post:{self.pk}"

    @property
    def writer_ids(self) -> frozenset[int]:
        """The author, or all authors of a shared text."""
        if not self.is_shared:
            return frozenset({self.author_id})
        return frozenset(self.shares.values_list("membership_id", flat=True))

    @property
    def is_question(self) -> bool:
        return self.kind == PostKind.QUESTION
