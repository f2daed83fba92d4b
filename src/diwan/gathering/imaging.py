"""Images as we keep them: drawn anew as WebP in two widths. Of the file that was sent only its pixels survive."""

import warnings
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from diwan.gathering.errors import ImageTooHeavy, ImageTooManyPixels, ImageUnreadable

MOST_MEGABYTES = 8
# What decoding may need stays under 200 MB: a PNG may have eight bytes a pixel, WebP's decoder keeps three canvases.
MOST_MEGAPIXELS = {"JPEG": 25, "PNG": 20, "WEBP": 12, "GIF": 25}
_FORMATS = tuple(MOST_MEGAPIXELS)
_QUALITY = 82
_ORIENTATION = 0x0112
_LYING = (5, 6, 7, 8)  # taken with the camera on its side: width and height change places
_SHRINKABLE = ("L", "RGB", "RGBA", "CMYK", "YCbCr")


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
    picture = _decoded(content, max(widths))
    files = {}
    largest = picture.size
    for width in sorted(widths, reverse=True):
        picture.thumbnail(_box(width), Image.Resampling.LANCZOS)
        files[width] = _webp(picture)
    return DrawnImage(files, *largest)


def _box(width: int) -> tuple[int, int]:
    """No wider than asked, and no taller than four times that."""
    return width, width * 4


def _decoded(content: bytes, width: int) -> Image.Image:
    """The picture upright and no wider than asked. It is shrunk first: every later copy is then a small one."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image: Image.Image = Image.open(BytesIO(content), formats=_FORMATS)
            most = MOST_MEGAPIXELS[str(image.format)]
            if image.width * image.height > most * 1_000_000:
                raise ImageTooManyPixels(megapixels=most)
            box = _box(width)[::-1] if image.getexif().get(_ORIENTATION, 1) in _LYING else _box(width)
            if image.mode not in _SHRINKABLE:
                image = image.convert(_mode(image))
            image.thumbnail(box, Image.Resampling.LANCZOS, reducing_gap=2.0)
            upright = ImageOps.exif_transpose(image)
            return upright.convert(_mode(upright))
    except Image.DecompressionBombError:
        raise ImageTooManyPixels(megapixels=min(MOST_MEGAPIXELS.values())) from None
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, MemoryError, EOFError, TypeError, IndexError):
        # Pillow's decoders answer damaged files with any of these.
        raise ImageUnreadable from None


def _mode(image: Image.Image) -> str:
    is_see_through = image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info
    return "RGBA" if is_see_through else "RGB"


def _webp(picture: Image.Image) -> bytes:
    clean = Image.new(picture.mode, picture.size)
    clean.paste(picture)
    out = BytesIO()
    clean.save(out, "WEBP", quality=_QUALITY, method=4)
    return out.getvalue()
