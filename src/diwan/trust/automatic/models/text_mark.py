from django.db import models


class TextMark(models.Model):
    """That a text was written, and a hash of its folded words: enough to see a flood and a copy. Kept for a day."""

    community = models.ForeignKey("people.Community", on_delete=models.PROTECT, related_name="+", db_index=False)
    author = models.ForeignKey("people.Membership", on_delete=models.PROTECT, related_name="+", db_index=False)
    object_ref = models.CharField(max_length=120)
    words_hash = models.CharField(max_length=32)
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["community", "words_hash", "at"], name="text_mark_words"),
            models.Index(fields=["author", "at"], name="text_mark_author"),
            models.Index(fields=["at"], name="text_mark_age"),
        ]

    def __str__(self) -> str:
        return self.object_ref
