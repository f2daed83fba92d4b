"""What the sign-in keeps (allauth’s and Django’s rows), and the traces pages leave in files and caches."""

import email
import email.policy
from datetime import datetime
from pathlib import Path

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from diwan.kernel.privacy import Erasure, Purpose, Subject, eraser, rows
from diwan.people import public as people

ACCOUNT, DELETED, OURS = Purpose.ACCOUNT, Erasure.DELETED, Erasure.OURS
rows(
    EmailAddress,
    ACCOUNT,
    DELETED,
    what=_("Your e-mail addresses"),
    person="user",
    own="email",
    seen="verified primary",
    link="user_id",
    plain="id",
)
rows(
    EmailConfirmation,
    ACCOUNT,
    DELETED,
    what=_("A code that confirms an address"),
    person="email_address__user",
    own="key",
    seen="created sent",
    link="email_address_id",
    plain="id",
    days=30,
    clock="created",
)
rows(
    Authenticator, ACCOUNT, DELETED, person="user", seen="type created_at last_used_at", link="user_id data", plain="id"
)
rows(
    UserSession,
    ACCOUNT,
    DELETED,
    what=_("The devices you are signed in with, and from where"),
    person="user",
    own="ip user_agent",
    seen="created_at last_seen_at",
    link="user_id session_key data",
    plain="id",
    days=60,
    clock="created_at",
)
rows(
    SocialAccount,
    ACCOUNT,
    DELETED,
    what=_("Accounts from elsewhere that you sign in with"),
    person="user",
    own="uid extra_data",
    seen="provider last_login date_joined",
    link="user_id",
    plain="id",
)
rows(
    SocialToken,
    ACCOUNT,
    DELETED,
    person="account__user",
    seen="expires_at",
    link="account_id token token_secret",
    plain="id app_id",
)
rows(SocialApp, ACCOUNT, OURS, plain="id provider provider_id name client_id secret key settings")
rows(Session, ACCOUNT, DELETED, link="session_key session_data", plain="expire_date", days=1, clock="expire_date")
rows(Permission, ACCOUNT, OURS, plain="id name content_type_id codename")
rows(Group, ACCOUNT, OURS, plain="id name")
rows(ContentType, Purpose.RUNNING, OURS, plain="id app_label model")


@eraser
def end_sessions(subject: Subject, at: datetime) -> None:
    for session in UserSession.objects.filter(user=subject.person_id):
        session.end()


@eraser
def drop_what_pages_left(subject: Subject, at: datetime) -> None:
    """Letters kept as files, share cards with a title drawn on them, pages kept for visitors."""
    person = people.Person.objects.get(pk=subject.person_id)
    words = [word for word in (person.email, person.display_name) if word]
    communities = people.Membership.objects.filter(pk__in=subject.membership_ids).values_list("community", flat=True)
    folders = [f"cards/{community}" for community in communities]

    def drop() -> None:
        for path in _letters_naming(words):
            path.unlink(missing_ok=True)
        for folder in folders:
            _empty(folder)
        for cache in caches.all(initialized_only=False):
            cache.clear()

    transaction.on_commit(drop)


def _letters_naming(words: list[str]) -> list[Path]:
    """Files of the embedded mailbox that were sent to this person or name them. A real mail server keeps none."""
    folder = Path(getattr(settings, "EMAIL_FILE_PATH", "") or "/nowhere")
    found = folder.glob("*") if folder.is_dir() else ()
    return [path for path in found if path.is_file() and any(word in _read(path) for word in words)]


def _read(path: Path) -> str:
    """A file holds several letters, each encoded for transport; it is read as a person would."""
    content = path.read_bytes()
    parts = [content.decode("utf-8", "replace")]
    for piece in content.split(b"\n" + b"-" * 79 + b"\n"):
        letter = email.message_from_bytes(piece.lstrip(), policy=email.policy.default)
        parts += [f"{name}: {value}" for name, value in letter.items()]
        parts += [str(part.get_content()) for part in letter.walk() if part.get_content_maintype() == "text"]
    return "\n".join(parts)


def _empty(folder: str) -> None:
    if default_storage.exists(folder):
        for name in default_storage.listdir(folder)[1]:
            default_storage.delete(f"{folder}/{name}")
