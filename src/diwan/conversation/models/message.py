from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q

from diwan.conversation.enums import MessageStatus
from diwan.conversation.models.conversation import Conversation

UNDO_DAYS = 30


class Message(models.Model):
    """What somebody said. `number` is its place in the conversation; `key` that of the form that sent it."""

    community = models.ForeignKey("people.Community", on_delete=models.PROTECT, related_name="+")
    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, related_name="messages")
    number = models.PositiveIntegerField()
    author = models.ForeignKey("people.Membership", on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=80)
    body = models.TextField(blank=True)
    reply_to = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    status = models.CharField(max_length=8, choices=MessageStatus.choices, default=MessageStatus.SAID)
    written_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True)
    deleted_at = models.DateTimeField(null=True)
    deleted_by = models.ForeignKey("people.Membership", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conversation", "number"], name="message_number_once"),
            models.UniqueConstraint(fields=["conversation", "author", "key"], name="message_sent_once"),
        ]
        indexes = [
            models.Index(fields=["author", "written_at"], name="message_pace"),
            models.Index(fields=["deleted_at"], condition=Q(status=MessageStatus.DELETED), name="message_to_wipe"),
        ]

    def __str__(self) -> str:
        return self.ref

    @property
    def ref(self) -> str:
        """How reports and notices name this message."""
        return f"message:{self.pk}"

    @property
    def is_said(self) -> bool:
        return self.status == MessageStatus.SAID

    @property
    def is_deleted(self) -> bool:
        return self.status == MessageStatus.DELETED

    def can_be_undone(self, at: datetime) -> bool:
        return self.deleted_at is not None and at < self.deleted_at + timedelta(days=UNDO_DAYS)


class MessageRevision(models.Model):
    """What a message said before it was edited."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="revisions")
    body = models.TextField(blank=True)
    replaced_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.message_id} {self.replaced_at:%Y-%m-%d %H:%M}"


class MessageMark(models.Model):
    """One member's word about a message, such as "helped me". Taking it back deletes the row: nothing hangs on it."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="marks")
    membership = models.ForeignKey("people.Membership", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12)
    marked_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["message", "membership", "kind"], name="message_mark_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.message_id}"
