from django.db import models

from diwan.conversation.models.message import Message


class MessagePicture(models.Model):
    """A picture said with a message, drawn anew; `name` is random and opens nothing by itself."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="pictures")
    name = models.CharField(max_length=32, unique=True)
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    byte_count = models.PositiveIntegerField()

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> str:
        """Where the file lies, relative to the storage's root."""
        return f"conversation/{self.message.community_id}/{self.name}.webp"
