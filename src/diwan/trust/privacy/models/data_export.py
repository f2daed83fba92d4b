from django.db import models


class DataExport(models.Model):
    """A copy of everything about one person, kept for a few days to be fetched. `file` is a random name."""

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    file = models.CharField(max_length=120, unique=True)
    byte_count = models.PositiveBigIntegerField()
    row_count = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["person", "-id"], name="export_newest")]

    def __str__(self) -> str:
        return self.file
