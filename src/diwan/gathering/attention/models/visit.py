from django.db import models


class Visit(models.Model):
    """What holds for all threads of a member at once.

    `read_at`, `read_up_to`: everything until then was marked as read. `told_date`: the day of the community's calendar
    on which the member was last told what followed people wrote.
    """

    membership = models.OneToOneField("people.Membership", on_delete=models.CASCADE, related_name="+")
    read_at = models.DateTimeField(null=True)
    read_up_to = models.PositiveBigIntegerField(default=0)
    told_date = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.membership_id}"
