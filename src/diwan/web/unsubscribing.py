"""A signed word in every letter that can be stopped: whose letters, and of which group. It opens nothing else."""

from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.urls import reverse

from diwan.people import public as people

DIGEST = "digest"
_SALT = "diwan.letters.stop"


@dataclass(frozen=True, slots=True)
class Stop:
    """`what` is a group's value, or 'digest'."""

    membership_id: int
    what: str


def stop_url(membership_id: int, what: str) -> str:
    """The address that stops letters of this kind, by POST, without signing in. It never runs out: nor do letters."""
    token = signing.dumps([membership_id, what], salt=_SALT)
    return f"{settings.BASE_URL}{reverse('letter_stopping', kwargs={'token': token})}"


def read_stop(token: str) -> Stop | None:
    """What the word says, or None when it is not one of ours."""
    try:
        membership_id, what = signing.loads(token, salt=_SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Stop(int(membership_id), str(what))


def stop(word: Stop) -> None:
    """Do what the word says; once more changes nothing."""
    if word.what == DIGEST:
        people.stop_digest(membership_id=word.membership_id)
    else:
        people.stop_letters(membership_id=word.membership_id, group=word.what)
