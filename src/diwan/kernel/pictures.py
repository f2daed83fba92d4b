"""Pictures from strangers' phones: decoded with limits and encoded anew, so that nothing but the pixels comes in."""

import io
import warnings

from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

from diwan.kernel.errors import DiwanError

MOST_BYTES = 12_000_000
# What decoding may need stays under 200 MB. A JPEG is decoded at a fraction of its size, unless it comes in passes that
# must all be held; a PNG may have eight bytes a pixel; WebP's decoder keeps three canvases of the whole picture.
MOST_PIXELS = {"JPEG": 120_000_000, "PNG": 20_000_000, "WEBP": 12_000_000}
MOST_PIXELS_IN_PASSES = 25_000_000
_FORMATS = ["JPEG", "PNG", "WEBP"]


class NotAPicture(DiwanError):
    sentence = _("This file is not a photo we can read. Send a JPEG, PNG or WebP picture.")


class PictureTooLarge(DiwanError):
    sentence = _("This picture is too large. Send one under 12 MB, as the phone takes it.")


def reencode(data: bytes, *, longest_side: int = 1600) -> bytes:
    """The picture as WebP, upright, at most `longest_side` pixels a side, without EXIF or any other companion data.

    Sizes are looked at before anything is decoded; a large JPEG is decoded at a fraction of its size.
    Raises NotAPicture or PictureTooLarge.
    """
    if len(data) > MOST_BYTES:
        raise PictureTooLarge
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            return _reencoded(data, longest_side)
    except Image.DecompressionBombError:
        raise PictureTooLarge from None
    except (OSError, ValueError, SyntaxError, EOFError, IndexError, KeyError, OverflowError, MemoryError):
        raise NotAPicture from None


def _reencoded(data: bytes, longest_side: int) -> bytes:
    with Image.open(io.BytesIO(data), formats=_FORMATS) as picture:
        limit = MOST_PIXELS_IN_PASSES if "progressive" in picture.info else MOST_PIXELS[str(picture.format)]
        if picture.width * picture.height > limit:
            raise PictureTooLarge
        picture.draft("RGB", (longest_side, longest_side))
        picture.thumbnail((longest_side, longest_side))
        upright = ImageOps.exif_transpose(picture).convert("RGB")
    clean = Image.new("RGB", upright.size)
    clean.paste(upright)
    out = io.BytesIO()
    clean.save(out, "WEBP", quality=82)
    return out.getvalue()
