from django.db import models
from django.db.models import Q

from diwan.conversation.enums import ConversationKind


class Conversation(models.Model):
    """A room, two people, or a small group. `last_number` is that of its latest message: numbers have no gaps.

    `key` names it once in its community: 'space:<id>' for a room, 'pair:<low>:<high>' for two people, the opener and
    the form it was opened with for a group.
    """

    community = models.ForeignKey("people.Community", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=6, choices=ConversationKind.choices)
    key = models.CharField(max_length=120)
    title = models.CharField(max_length=80, blank=True, default="")
    opened_by = models.ForeignKey("people.Membership", on_delete=models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField()
    last_number = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["community", "key"], name="conversation_key_once"),
            models.CheckConstraint(
                condition=Q(kind=ConversationKind.ROOM) | Q(opened_by__isnull=False), name="direct_conversation_opener"
            ),
        ]
        indexes = [models.Index(fields=["opened_by", "opened_at"], name="conversation_opener")]

    def __str__(self) -> str:
        return f"{self.community_id}/{self.key}"

    @property
    def is_room(self) -> bool:
        return self.kind == ConversationKind.ROOM

    @property
    def is_pair(self) -> bool:
        return self.kind == ConversationKind.PAIR
