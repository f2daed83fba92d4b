from django.db import models

TITLE_LENGTH = 200


class ObjectTitle(models.Model):
    """What people call an object that acts point at. Beside the book, not in it: it may be corrected and erased."""

    community = models.ForeignKey("people.Community", on_delete=models.CASCADE, related_name="+", db_index=False)
    object_ref = models.CharField(max_length=120)
    title = models.CharField(max_length=TITLE_LENGTH)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["community", "object_ref"], name="object_title_once")]

    def __str__(self) -> str:
        return self.title
