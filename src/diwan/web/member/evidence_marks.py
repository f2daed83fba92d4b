"""Which evidence a text invites, as the buttons of `reacts`: a guide can be tried, a question can be shared."""

from typing import TypedDict

from diwan.gathering.enums import Evidence
from diwan.gathering.public import EvidenceView
from diwan.web.addresses import url

_USED = (Evidence.HELPED_ME, Evidence.TRIED_WORKED, Evidence.DID_NOT_WORK)
OFFERED: dict[str, tuple[Evidence, ...]] = {
    "question": (Evidence.HELPED_ME, Evidence.SAME_HERE),
    "discussion": (Evidence.HELPED_ME,),
    "guide": _USED,
    "answer": _USED,
    "comment": (Evidence.HELPED_ME,),
}


class Mark(TypedDict):
    kind: str
    count: int
    mine: bool
    url: str


def marks(*, slug: str, ref: str, of: str, evidence: EvidenceView) -> list[Mark]:
    """The kinds this sort of text (`of`: a post's kind, 'answer' or 'comment') invites, and any it was given anyway."""
    shown = [kind for kind in Evidence if kind in OFFERED.get(of, ()) or evidence.count(kind)]
    return [
        Mark(
            kind=kind.value,
            count=evidence.count(kind),
            mine=kind in evidence.mine,
            url=_url(slug, ref, of, kind in evidence.mine),
        )
        for kind in shown
    ]


def marks_id(ref: str) -> str:
    """The id of the region that htmx replaces: 'marks-post-12'."""
    return f"marks-{ref.replace(':', '-')}"


def _url(slug: str, ref: str, of: str, is_mine: bool) -> str:
    """Giving and withdrawing have addresses of their own, so that pressing twice does nothing twice."""
    name = "evidence_withdrawal" if is_mine else "evidence"
    return f"{url(name, slug=slug, object_ref=ref)}?of={of}"
