"""Images are drawn anew: small, without a history, under a name nobody guesses, and for members only."""

import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image

from diwan.gathering import errors
from diwan.gathering import public as gathering
from diwan.gathering.imaging import redraw

GPS = {0x8825: {1: "N", 2: (33.0, 30.0, 0.0)}}


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def picture(size=(2000, 1000), form="JPEG", mode="RGB", **facts):
    out = BytesIO()
    Image.new(mode, size, 40).save(out, form, **facts)
    return out.getvalue()


def with_exif(orientation):
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "SecretCamera"
    return picture((400, 200), exif=exif)


def png_claiming(width, height):
    """A PNG whose header promises that many pixels and whose data is nothing."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 10)) + chunk(b"IEND", b"")
    )


def upload(garden, content, *, by=None, **facts):
    who = (by or garden.nadia).pk
    return gathering.attach_image(community_id=garden.id, membership_id=who, content=content, at=garden.at, **facts)


@pytest.mark.parametrize(
    ("form", "mode"),
    [("JPEG", "RGB"), ("JPEG", "CMYK"), ("PNG", "RGBA"), ("PNG", "P"), ("PNG", "I;16"), ("WEBP", "RGB"), ("GIF", "P")],
)
def test_every_usual_format_becomes_webp_in_two_widths(form, mode):
    drawn = redraw(picture(form=form, mode=mode), widths=(1280, 640))
    assert (drawn.width, drawn.height) == (1280, 640)
    sizes = []
    for webp in drawn.files.values():
        image = Image.open(BytesIO(webp))
        assert image.format == "WEBP"
        sizes.append(image.size)
    assert sizes == [(1280, 640), (640, 320)]


def test_a_small_image_is_not_blown_up():
    assert Image.open(BytesIO(redraw(picture((100, 50)), widths=(1280, 640)).files[1280])).size == (100, 50)


def test_where_and_with_what_it_was_taken_is_forgotten_but_it_stands_upright():
    drawn = redraw(with_exif(6), widths=(1280, 640))
    assert (drawn.width, drawn.height) == (200, 400)
    for webp in drawn.files.values():
        assert b"SecretCamera" not in webp
        assert not Image.open(BytesIO(webp)).getexif()


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", errors.ImageUnreadable),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", errors.ImageUnreadable),
        (b"GIF89a" + b"\xff" * 40, errors.ImageUnreadable),
        (picture()[:900], errors.ImageUnreadable),
        (picture(form="BMP"), errors.ImageUnreadable),
        (picture(form="TIFF"), errors.ImageUnreadable),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", errors.ImageUnreadable),
        (b"\xff" * 8_000_001, errors.ImageTooHeavy),
        (png_claiming(60_000, 60_000), errors.ImageTooManyPixels),
        (png_claiming(5001, 5000), errors.ImageTooManyPixels),
    ],
)
def test_bombs_and_strangers_are_refused_with_a_sentence(content, error):
    with pytest.raises(error) as refusal:
        redraw(content, widths=(1280, 640))
    assert str(refusal.value).endswith(".")


def test_a_file_that_is_two_things_at_once_keeps_only_its_pixels():
    sent = picture() + b"<script>alert(1)</script>PK\x03\x04"
    assert all(b"script" not in webp for webp in redraw(sent, widths=(1280, 640)).files.values())


def test_a_post_shows_its_image_as_cover_and_in_its_text(garden):
    image = upload(garden, picture(), alt="ورقة\n صفراء")
    assert image.alt == "ورقة صفراء"
    post = garden.write(body=f"![ورقة]({image.url()})", images=[image.pk])
    thread = gathering.get_thread(community_id=garden.id, post_id=post.pk, viewer_id=garden.layla.pk)
    assert (thread.post.cover.url, thread.post.cover.width, thread.post.cover.height) == (image.url(), 1280, 640)
    assert f'<img src="{image.url()}"' in thread.post.html
    (item,) = gathering.list_feed(community_id=garden.id, viewer_id=garden.layla.pk).items
    assert item.cover == thread.post.cover


def test_nobody_hangs_somebody_elses_picture_on_their_post(garden):
    image = upload(garden, picture(), by=garden.samer)
    with pytest.raises(errors.NotFound):
        garden.write(images=[image.pk])
    assert not gathering.Post.objects.exists()


def test_every_download_is_authorised_anew(garden):
    image = upload(garden, picture())
    garden.community.is_public = False
    garden.community.save()

    def opens(member):
        try:
            return gathering.open_image(name=image.name, width=640, person_id=member.person_id)[:4] == b"RIFF"
        except errors.NotFound:
            return False

    outsiders = (garden.foreigner, garden.suspended)
    assert opens(garden.nadia)
    assert not any(map(opens, (garden.layla, *outsiders))), "not published yet"
    post = garden.write(images=[image.pk])
    assert opens(garden.layla)
    assert not any(map(opens, outsiders))
    for wrong in ({"width": 641}, {"name": "0" * 32}, {"person_id": None}):
        facts = {"name": image.name, "width": 640, "person_id": garden.layla.person_id} | wrong
        with pytest.raises(errors.NotFound):
            gathering.open_image(**facts)
    gathering.hide_object(community_id=garden.id, object_ref=post.ref, at=garden.at)
    assert not opens(garden.layla)
