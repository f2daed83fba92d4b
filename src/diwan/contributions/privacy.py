"""The Book of Acts knows random numbers and references. What people called a text is the only name in it, and goes."""

from django.utils.translation import gettext_lazy as _

from diwan.contributions.models import Act, DaySeal, ObjectTitle, PairDay
from diwan.kernel.privacy import Erasure, Purpose, rows

rows(
    Act,
    Purpose.BOOKS,
    Erasure.NUMBERED,
    what=_("What you did: read, helped, answered; as points, under a random number"),
    party="actor",
    seen="kind object_ref magnitude at day reason",
    link="actor recipient",
    plain="id community_id key turn voids_id",
)
rows(
    DaySeal,
    Purpose.BOOKS,
    Erasure.OURS,
    link="marks",
    plain="id community_id day act_count previous_hash seal_hash sealed_at",
)
rows(
    ObjectTitle,
    Purpose.BOOKS,
    Erasure.DELETED,
    what=_("Titles of texts that the statement names"),
    own="title",
    link="object_ref",
    plain="id community_id",
)
rows(
    PairDay,
    Purpose.BOOKS,
    Erasure.NUMBERED,
    party="actor",
    seen="day kind count points",
    link="actor recipient",
    plain="id community_id",
)
