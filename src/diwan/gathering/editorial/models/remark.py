from django.db import models

from diwan.gathering.editorial.models.item import CalendarItem
from diwan.gathering.enums import RemarkKind


class Remark(models.Model):
    """A short word between author and editor about an item; a return carries its reason as one."""

    item = models.ForeignKey(CalendarItem, on_delete=models.CASCADE, related_name="remarks")
    author = models.ForeignKey("people.Membership", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=RemarkKind.choices, default=RemarkKind.NOTE)
    text = models.CharField(max_length=600)
    written_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["item", "written_at", "id"], name="remark_thread")]

    def __str__(self) -> str:
        return self.text
