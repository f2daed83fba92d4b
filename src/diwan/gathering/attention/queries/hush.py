from django.db.models import Exists, OuterRef, Q

from diwan.gathering.attention.enums import Level
from diwan.gathering.attention.models import PersonMark, ThreadMark
from diwan.people.public import Membership


def audible_posts(viewer: Membership) -> Q:
    """The posts a member did not mute, nor whose author: two probes of an index for each row that is looked at."""
    threads = ThreadMark.objects.filter(membership=viewer, post=OuterRef("pk"), level=Level.MUTED)
    people = PersonMark.objects.filter(membership=viewer, other=OuterRef("author"), level=Level.MUTED)
    return Q(~Exists(threads), ~Exists(people))
