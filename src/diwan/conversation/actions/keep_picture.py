import io
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from diwan.conversation.models import Message, MessagePicture
from diwan.kernel import ids, pictures

MOST_PICTURES = 4
_LONGEST_SIDE = 1280


@dataclass(frozen=True, slots=True)
class DrawnPicture:
    """A picture drawn anew as WebP, and its size."""

    content: bytes
    width: int
    height: int


def draw_picture(content: bytes) -> DrawnPicture:
    """Draw what a member sent anew, before any lock is taken. Raises pictures.NotAPicture, pictures.PictureTooLarge."""
    webp = pictures.reencode(content, longest_side=_LONGEST_SIDE)
    with Image.open(io.BytesIO(webp)) as drawn:
        return DrawnPicture(webp, drawn.width, drawn.height)


def keep_picture(message: Message, drawn: DrawnPicture) -> MessagePicture:
    """Write the file, then the row: a crash between leaves a file nobody can name, never a row without a file."""
    picture = MessagePicture(
        message=message,
        name=ids.random_id().hex,
        width=drawn.width,
        height=drawn.height,
        byte_count=len(drawn.content),
    )
    default_storage.save(picture.path, ContentFile(drawn.content))
    picture.save()
    return picture
