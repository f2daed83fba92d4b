"""Files of a delivery. Pictures are encoded anew; everything else is only ever handed out as a download."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from diwan.commerce.services.errors import FilesRefused
from diwan.commerce.services.models import DeliveredFile, Step
from diwan.kernel import ids, pictures

MOST_FILES, MOST_BYTES = 5, 12_000_000
_PICTURES = {".jpg", ".jpeg", ".png", ".webp"}
_DOCUMENTS = {".pdf", ".txt", ".md", ".csv", ".docx", ".xlsx", ".odt", ".ods", ".zip"}


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that may be kept; `digest` is of what was sent."""

    name: str
    content: bytes
    digest: str


def checked(sent: Sequence[tuple[str, bytes]]) -> list[Checked]:
    """The files as they will be kept. Raises FilesRefused, and for a broken picture NotAPicture or PictureTooLarge."""
    if len(sent) > MOST_FILES:
        raise FilesRefused
    return [_checked(name, content) for name, content in sent]


def _checked(name: str, content: bytes) -> Checked:
    path = PurePath(name.replace("\\", "/").replace("\x00", "")).name[-100:]
    ending = PurePath(path).suffix.lower()
    if not content or len(content) > MOST_BYTES or ending not in _PICTURES | _DOCUMENTS:
        raise FilesRefused
    digest = hashlib.sha256(content).hexdigest()
    if ending in _PICTURES:
        return Checked(f"{PurePath(path).stem}.webp", pictures.reencode(content), digest)
    return Checked(path, content, digest)


def keep(*, step: Step, checked: Sequence[Checked]) -> None:
    """Store the files of a step; what was stored goes again if the transaction fails."""
    folder = f"deliveries/{step.booking.community_id}"
    kept = [default_storage.save(f"{folder}/{ids.file_name()}.bin", ContentFile(one.content)) for one in checked]
    try:
        with transaction.atomic():
            DeliveredFile.objects.bulk_create(
                DeliveredFile(step=step, file=file, name=one.name, byte_count=len(one.content))
                for file, one in zip(kept, checked, strict=True)
            )
    except BaseException:
        for file in kept:
            default_storage.delete(file)
        raise
