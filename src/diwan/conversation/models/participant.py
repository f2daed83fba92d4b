from django.db import models

from diwan.conversation.models.conversation import Conversation


class Participant(models.Model):
    """A member's place in a conversation: how far they read, whether it is quiet for them, whether they left.

    In a room the row only keeps the reading position: a room needs no ticket. In a direct one the row is the ticket.
    """

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="participants")
    membership = models.ForeignKey("people.Membership", on_delete=models.PROTECT, related_name="+")
    joined_at = models.DateTimeField()
    read_number = models.PositiveIntegerField(default=0)
    is_muted = models.BooleanField(default=False)
    left_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conversation", "membership"], name="one_place_each")]
        indexes = [models.Index(fields=["membership", "left_at"], name="participant_open")]

    def __str__(self) -> str:
        return f"{self.membership_id} in {self.conversation_id}"
