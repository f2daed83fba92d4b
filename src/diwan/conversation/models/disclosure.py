from django.db import models

from diwan.conversation.models.message import Message


class Disclosure(models.Model):
    """What a report opens to the moderators, written once: a message and what stood around it at that moment.

    Later messages never slide into it; it ends nowhere but where its numbers say.
    """

    message = models.OneToOneField(Message, on_delete=models.CASCADE, related_name="+")
    first_number = models.PositiveIntegerField()
    final_number = models.PositiveIntegerField()
    disclosed_by = models.ForeignKey("people.Membership", on_delete=models.PROTECT, related_name="+")
    disclosed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.message_id}: {self.first_number}-{self.final_number}"
