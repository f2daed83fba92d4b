"""Whatever is sent as a picture, wherever pictures are taken: drawn anew or refused, quickly and in little memory."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as conf
from django.db import transaction
from django.test import Client
from django.urls import reverse

from .bombs import MARK, companions, disguised, heavy
from .small_world import World

REFUSALS = (b"refused", b"not a photo", b"not a picture", b"cannot be read", b"too large", b"is empty", b"error")
MOST_SECONDS, MOST_MEGABYTES = 3.0, 200
# Each file in a process of its own, forked when a small one has warmed the decoders: its CPU, and its peak above that.
MEASURE = """
import io, json, os, resource, sys
import django
django.setup()
from PIL import Image
from diwan.gathering.imaging import redraw
from diwan.kernel.errors import DiwanError
from diwan.kernel.pictures import reencode
draw = {"redraw": lambda data: redraw(data, widths=(640, 1280)), "reencode": reencode}[sys.argv[1]]
small = io.BytesIO()
Image.new("RGB", (900, 900)).save(small, "JPEG")
draw(small.getvalue())
for path in sys.argv[2:]:
    child = os.fork()
    if child:
        os.waitpid(child, 0)
        continue
    data = open(path, "rb").read()
    before = resource.getrusage(resource.RUSAGE_SELF)
    try:
        draw(data)
        outcome = "kept"
    except DiwanError:
        outcome = "refused"
    after = resource.getrusage(resource.RUSAGE_SELF)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    told = [os.path.basename(path), outcome, seconds, (after.ru_maxrss - before.ru_maxrss) // 1024]
    print(json.dumps(told), flush=True)
    os._exit(0)
"""


@pytest.fixture(scope="module")
def bombs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("bombs")
    for name, content in heavy():
        (folder / name).write_bytes(content)
    return {path.name: path for path in sorted(folder.iterdir())}


@pytest.mark.parametrize("draw", ["redraw", "reencode"])
def test_no_picture_takes_more_than_three_seconds_and_200_megabytes(bombs: dict[str, Path], draw: str) -> None:
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "diwan.settings.test", "PYTHONWARNINGS": "ignore"}
    environment["PYTHONPATH"] = os.pathsep.join(sys.path)
    command = [sys.executable, "-c", MEASURE, draw, *map(str, bombs.values())]
    out = subprocess.run(command, env=environment, check=True, capture_output=True, text=True).stdout
    told = {name: rest for name, *rest in map(json.loads, out.splitlines())}
    assert set(told) == set(bombs)
    too_much = {name: cost for name, cost in told.items() if cost[1] > MOST_SECONDS or cost[2] > MOST_MEGABYTES}
    assert too_much == {}
    refused = {name for name, cost in told.items() if cost[0] == "refused"}
    assert {"wide.png", "deep.png", "large.webp", "large.avif", "huge-passes.jpg"} <= refused
    assert {"at-the-limit.png", "at-the-limit.webp"}.isdisjoint(refused)


def named(name: str, content: bytes) -> io.BytesIO:
    file = io.BytesIO(content)
    file.name = name
    return file


Sending = Callable[[str, bytes], Any]


@pytest.fixture(params=["post", "paste", "message", "receipt", "proof"])
def sending(request: pytest.FixtureRequest, world: World, db: None) -> Sending:
    """Each of the places that take a picture, as somebody who may send one there."""
    place = world.garden
    person = place.member("owner" if request.param == "proof" else "layla").person
    client = Client(headers={"accept-language": "en"})
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    post = {"title": "T", "body": "B", "kind": "question", "space": place["space_id"], "language": "en"}
    ways = {
        "post": ("/c/garden/posts/", "pictures", post),
        "paste": ("/c/garden/pictures/", "picture", {}),
        "message": (reverse("messages", args=["garden", place["talk"]]), "pictures", {"body": "", "key": "k"}),
        "receipt": (f"/c/garden/orders/{place['order']}/photos/", "photo", {}),
        "proof": (
            reverse("payout_sending", args=["garden", place["sent_batch"], place["sent_payout"]]), "photo",
            {"proof": "", "paid_from": "cash"},
        ),
    }  # fmt: skip
    address, field, rest = ways[request.param]

    def send(name: str, content: bytes) -> Any:
        with transaction.atomic():
            answer = client.post(address, {**rest, field: named(name, content)})
            transaction.set_rollback(True)
        return answer

    return send


def test_what_is_no_picture_is_refused_in_words(sending: Sending) -> None:
    for name, content in disguised():
        answer = sending(name, content)
        assert answer.status_code == 422, name
        assert MARK not in answer.content
        assert any(word in answer.content for word in REFUSALS), name


def test_what_is_too_heavy_is_refused_and_not_read(sending: Sending) -> None:
    for size in (12_500_000, 60_000_000):
        answer = sending("heavy.jpg", b"\xff\xd8\xff\xe0" + bytes(size))
        assert answer.status_code in (413, 422), size


def test_nothing_that_travels_with_a_picture_is_kept(sending: Sending) -> None:
    """Whatever files there are afterwards: none holds a word of the original, none bears its name."""
    folder = Path(str(conf.DATA_DIR))
    for name, content in companions():
        before = set(folder.rglob("*"))
        answer = sending(name, content)
        assert answer.status_code in (200, 204, 302, 422), (name, answer.status_code)
        assert "Set-Cookie: a=b" not in str(answer.headers)
        for path in set(folder.rglob("*")) - before:
            if path.is_file() and ".sqlite3" not in path.name:
                kept = path.read_bytes()
                assert MARK not in kept, (name, path.name)
                assert b"Exif" not in kept, (name, path.name)
                assert content != kept
                assert name.rpartition("/")[2] not in path.name
    assert not Path("/etc/cron.d/x.jpg").exists()
