from django.db import models
from django.db.models import Q


class ErasureRequest(models.Model):
    """Somebody asked to be erased. It waits until `due_at`, can be called back, and is done once."""

    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    row_count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(cancelled_at=None, done_at=None), name="one_open_erasure"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} due {self.due_at:%Y-%m-%d}"

    @property
    def is_open(self) -> bool:
        return self.cancelled_at is None and self.done_at is None
