from django.db import models


class RuleBook(models.Model):
    """What happens by itself in a community; without a row the defaults hold. 0 switches a rule off."""

    community = models.OneToOneField("people.Community", on_delete=models.PROTECT, related_name="+")
    newcomer_links = models.PositiveSmallIntegerField(default=1)
    """From how many links on a newcomer's text waits."""
    flood_texts = models.PositiveSmallIntegerField(default=12)
    """How many texts of one member within ten minutes are too many."""
    same_texts = models.PositiveSmallIntegerField(default=3)
    """From how many places on the same words within a day wait, whoever wrote them."""
    mentions = models.PositiveSmallIntegerField(default=8)
    """From how many people called in one text on it waits."""
    second_from_points = models.PositiveIntegerField(default=20_000)
    """From how many milli-points taken back a decision needs a second person."""

    def __str__(self) -> str:
        return f"rules of {self.community_id}"
