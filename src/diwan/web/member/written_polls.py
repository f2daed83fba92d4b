"""The poll that is written together with a post."""

from datetime import datetime

from diwan.gathering import public as gathering
from diwan.web.member.forms.polls import PollForm, poll_initial
from diwan.web.scope import CommunityRequest, member_of

_LONGEST_NUMBER = 18


def put_poll(request: CommunityRequest, post: gathering.Post, at: datetime) -> None:
    """Give the post the poll that was sent with it; a page without a place for one changes nothing."""
    if PollForm.is_in(request.POST):
        spec = PollForm(request.POST).spec()
        gathering.put_poll(post_id=post.pk, by_id=member_of(request).pk, poll=spec, at=at)


def poll_held(request: CommunityRequest) -> PollForm:
    """The poll of the draft that is taken up again, or an empty one."""
    number = request.GET.get("draft", "")
    is_number = number.isascii() and number.isdigit() and len(number) <= _LONGEST_NUMBER
    held = gathering.get_poll_spec(
        community_id=request.community.pk, post_id=int(number) if is_number else 0, author_id=member_of(request).pk
    )
    return PollForm(initial=poll_initial(held.spec if held else None))
