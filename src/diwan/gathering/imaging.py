"""Images as we keep them: drawn anew as WebP in two widths. Of the file that was sent only its pixels survive."""

import warnings
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from diwan.gathering.errors import ImageTooHeavy, ImageTooManyPixels, ImageUnreadable

MOST_MEGABYTES = 8
MOST_MEGAPIXELS = 25
_FORMATS = ("JPEG", "PNG", "WEBP", "GIF")
_QUALITY = 82


@dataclass(frozen=True, slots=True)
class DrawnImage:
    """WebP bytes by width asked for; `width` and `height` are those of the largest."""

    files: dict[int, bytes]
    width: int
    height: int


def redraw(content: bytes, *, widths: tuple[int, ...]) -> DrawnImage:
    """Decode what a member sent and draw it anew, never larger than it was. Of a moving image the first frame stays.

    The size is read from the header and refused before a pixel is decoded.
    Raises ImageTooHeavy, ImageTooManyPixels, ImageUnreadable.
    """
    if len(content) > MOST_MEGABYTES * 1_000_000:
        raise ImageTooHeavy(megabytes=MOST_MEGABYTES)
    picture = _decoded(content)
    files = {}
    largest = (0, 0)
    for width in sorted(widths, reverse=True):
        picture.thumbnail((width, width * 4), Image.Resampling.LANCZOS)
        largest = max(largest, picture.size)
        files[width] = _webp(picture)
    return DrawnImage(files, *largest)


def _decoded(content: bytes) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = Image.open(BytesIO(content), formats=_FORMATS)
            if image.width * image.height > MOST_MEGAPIXELS * 1_000_000:
                raise ImageTooManyPixels(megapixels=MOST_MEGAPIXELS)
            image.draft("RGB", (2560, 2560))
            upright = ImageOps.exif_transpose(image)
            return upright.convert("RGBA" if _is_see_through(upright) else "RGB")
    except Image.DecompressionBombError:
        raise ImageTooManyPixels(megapixels=MOST_MEGAPIXELS) from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, MemoryError, EOFError, TypeError, IndexError):
        # Pillow's decoders answer damaged files with any of these.
        raise ImageUnreadable from None


def _is_see_through(image: Image.Image) -> bool:
    return image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info


def _webp(picture: Image.Image) -> bytes:
    clean = Image.new(picture.mode, picture.size)
    clean.paste(picture)
    out = BytesIO()
    clean.save(out, "WEBP", quality=_QUALITY, method=4)
    return out.getvalue()
