"""Who wrote a text and in which parts: asked wherever value is given to it."""

from collections.abc import Iterator
from dataclasses import replace

from diwan.contributions.public import part_key
from diwan.gathering.editorial.parts import divide
from diwan.gathering.evidence.acts import Deed
from diwan.gathering.models import AuthorShare


def parts_of(deed: Deed) -> Iterator[Deed]:
    """The deed as it is written: one for each writer of a shared post, in their order; otherwise itself."""
    noun, _, number = deed.object_ref.partition(":")
    if deed.recipient is None or noun != "post":
        yield deed
        return
    rows = AuthorShare.objects.filter(post=int(number)).order_by("position")
    shares = list(rows.values_list("membership__party_id", "share_bp"))
    if not shares:
        yield deed
        return
    magnitudes = divide(deed.magnitude, [share for _party, share in shares])
    for place, ((party, _share), magnitude) in enumerate(zip(shares, magnitudes, strict=True), start=1):
        yield replace(deed, recipient=party, magnitude=magnitude, key=part_key(deed.key, place))
