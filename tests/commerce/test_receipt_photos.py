import io
import tracemalloc
import zlib
from datetime import UTC, datetime

import pytest
from PIL import Image

from diwan.commerce import errors
from diwan.commerce import public as commerce
from diwan.kernel import pictures

AT = datetime(2026, 10, 5, 9, tzinfo=UTC)


def jpeg(size: tuple[int, int] = (3000, 4000), **more: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, "JPEG", **more)
    return out.getvalue()


def png_bomb(width: int, height: int) -> bytes:
    """A few kilobytes that unfold to width x height pixels."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")

    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes([8, 2, 0, 0, 0])
    body = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def test_a_phone_photo_comes_out_small_upright_and_without_where_it_was_taken() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # the phone was held sideways
    exif[0x010F] = "SecretPhone"
    exif.get_ifd(0x8825)[1] = "N"
    clean = pictures.reencode(jpeg(exif=exif))
    with Image.open(io.BytesIO(clean)) as picture:
        assert (picture.format, picture.size) == ("WEBP", (1600, 1200))
        assert not picture.getexif()
    assert b"SecretPhone" not in clean


@pytest.mark.parametrize("mode", ["P", "LA", "RGBA", "I;16", "1"])
def test_screenshots_of_every_kind_are_taken(mode: str) -> None:
    out = io.BytesIO()
    Image.new(mode, (50, 40)).save(out, "PNG")
    with Image.open(io.BytesIO(pictures.reencode(out.getvalue()))) as picture:
        assert picture.size == (50, 40)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"PK\x03\x04 a zip",
        b"GIF89a\x01\x00\x01\x00\x00\x00\x00;",
        jpeg()[:400],
        png_bomb(40, 40),
    ],
)
def test_what_is_not_a_photo_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(pictures.NotAPicture, match="not a photo"):
        pictures.reencode(data)


@pytest.mark.parametrize("data", [png_bomb(6000, 6000), png_bomb(60_000, 60_000), b"\xff" * 12_000_001])
def test_a_bomb_is_refused_before_it_unfolds(data: bytes) -> None:
    tracemalloc.start()
    try:
        with pytest.raises(pictures.PictureTooLarge, match="12 MB"):
            pictures.reencode(data)
        assert tracemalloc.get_traced_memory()[1] < 30_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.django_db
def test_a_refused_photo_changes_nothing_and_a_seventh_is_one_too_many(till, photo, tmp_path) -> None:
    order = till.order(till.offer(5_000))
    with pytest.raises(errors.NotAPicture):
        commerce.attach_receipt(order_id=order.id, image=b"<svg/>", by=till.layla.party_id, at=AT)
    assert commerce.get_order(order_id=order.id, viewer=till.layla.party_id).status == "awaiting"
    for _again in range(6):
        commerce.attach_receipt(order_id=order.id, image=photo, by=till.layla.party_id, at=AT)
    with pytest.raises(errors.TooManyPhotos, match="6"):
        commerce.attach_receipt(order_id=order.id, image=photo, by=till.layla.party_id, at=AT)
    files = [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.webp")]
    assert len(files) == 6
    assert all(name.startswith(f"receipts/{till.community.pk}/") for name in files)
    assert not any(order.reference in name for name in files)
    till.approve(order, 5_000)
    with pytest.raises(errors.OrderClosed):
        commerce.attach_receipt(order_id=order.id, image=photo, by=till.layla.party_id, at=AT)


@pytest.mark.django_db
def test_a_photo_sent_for_somebody_elses_order_is_marked_as_a_repeat(till, photo) -> None:
    offer = till.offer(5_000)
    hers, his = till.order(offer), till.order(offer, who=till.stranger)
    first = commerce.attach_receipt(order_id=hers.id, image=photo, by=till.layla.party_id, at=AT)
    second = commerce.attach_receipt(order_id=his.id, image=photo, by=till.stranger.party_id, at=AT)
    assert [p.is_repeat for p in (*first.photos, *second.photos)] == [False, True]
