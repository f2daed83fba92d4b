from django.db import models


class WordCount(models.Model):
    """How often a word stood in what was acted on, and in what was left. The empty word counts the decisions."""

    community = models.ForeignKey("people.Community", on_delete=models.PROTECT, related_name="+", db_index=False)
    word = models.CharField(max_length=40)
    acted_count = models.PositiveIntegerField(default=0)
    left_count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["community", "word"], name="one_count_a_word")]

    def __str__(self) -> str:
        return f"{self.word} {self.acted_count}:{self.left_count}"
