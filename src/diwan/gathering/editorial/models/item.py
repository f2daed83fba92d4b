from django.db import models
from django.db.models import Q

from diwan.gathering.enums import ItemStage
from diwan.gathering.models.post import Post
from diwan.gathering.models.space import Space


class CalendarItem(models.Model):
    """Something to be written: an idea, then somebody's work with a draft, then a published post.

    `editor` is who assigned, accepted or returned it last. `handed_in_at` is the author's word that it may go out.
    """

    community = models.ForeignKey("people.Community", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    brief = models.CharField(max_length=1000, blank=True, default="")
    stage = models.CharField(max_length=10, choices=ItemStage.choices, default=ItemStage.IDEA)
    space = models.ForeignKey(Space, on_delete=models.PROTECT, null=True, related_name="+")
    author = models.ForeignKey("people.Membership", on_delete=models.PROTECT, null=True, related_name="+")
    editor = models.ForeignKey("people.Membership", on_delete=models.PROTECT, null=True, related_name="+")
    proposed_by = models.ForeignKey("people.Membership", on_delete=models.PROTECT, related_name="+")
    due_date = models.DateField(null=True)
    post = models.OneToOneField(Post, on_delete=models.SET_NULL, null=True, related_name="calendar_item")
    handed_in_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(stage__in=(ItemStage.IDEA, ItemStage.DROPPED)) | Q(author__isnull=False),
                name="calendar_item_has_author",
            ),
            models.CheckConstraint(
                condition=Q(stage__in=(ItemStage.IDEA, ItemStage.ASSIGNED, ItemStage.DRAFT, ItemStage.DROPPED))
                | Q(handed_in_at__isnull=False)
                | Q(stage=ItemStage.PUBLISHED),
                name="calendar_item_handed_in",
            ),
        ]
        indexes = [
            models.Index(fields=["community", "due_date"], name="calendar_due"),
            models.Index(fields=["community", "author", "stage"], name="calendar_author"),
        ]

    def __str__(self) -> str:
        return self.title
