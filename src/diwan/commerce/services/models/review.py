from django.db import models

from diwan.commerce.services.models.booking import Booking


class Review(models.Model):
    """What the buyer says when the story has ended; once, for good. The provider may answer, once."""

    booking = models.OneToOneField(Booking, on_delete=models.PROTECT, related_name="review")
    stars = models.PositiveSmallIntegerField()
    text = models.TextField(max_length=1000)
    written_at = models.DateTimeField()
    answer = models.TextField(max_length=1000, blank=True, default="")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(stars__gte=1, stars__lte=5), name="review_stars"),
        ]

    def __str__(self) -> str:
        return f"{self.stars}"
