"""A community on the home screen, and words that were written on the underground."""

import io
import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image

from diwan.gathering import public as gathering
from diwan.people import public as people

from ..small_world import NOW, founded, picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def garden() -> Any:
    return founded("garden")


def browser(member: people.Membership | None, **headers: str) -> Client:
    client = Client(headers={"accept-language": "ar", **headers})
    if member:
        client.force_login(member.person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def post_of(garden: Any) -> gathering.Post:
    return gathering.publish_post(
        community_id=garden.community.pk, space_id=garden["space_id"], author_id=garden.member("layla").pk,
        kind="question", title="Why is it wet?", body="Under the pots.", language="en", at=NOW, images=[],
    )  # fmt: skip


def test_the_manifest_speaks_the_readers_language_and_bears_the_crest(garden: Any) -> None:
    facts = json.loads(browser(None).get(reverse("manifest", args=["garden"])).content)
    assert (facts["lang"], facts["dir"], facts["name"]) == ("ar", "rtl", "بستان")
    assert facts["share_target"]["action"] == reverse("share", args=["garden"])
    for icon in facts["icons"]:
        drawn = Image.open(io.BytesIO(browser(None).get(icon["src"]).content))
        assert icon["sizes"] == f"{drawn.width}x{drawn.height}"
        assert drawn.mode == "RGB", "nothing transparent: a phone may cut it into any shape"
        assert len(drawn.getcolors(maxcolors=1_000_000) or []) > 8, "a crest, not a blank square"


def test_a_private_community_is_not_betrayed_by_its_icon() -> None:
    forest = founded("forest", is_public=False)
    assert browser(forest.member("nour")).get(reverse("manifest", args=["forest"])).status_code == 200
    stranger = founded("meadow").member("owner")
    for name, more in (("manifest", []), ("community_icon", [192])):
        assert browser(stranger).get(reverse(name, args=["forest", *more])).status_code == 404


def test_an_icon_of_any_size_cannot_be_ordered(garden: Any) -> None:
    assert browser(None).get(reverse("site_icon", args=[40_000])).status_code == 404


def test_the_worker_lists_only_files_that_are_there(garden: Any) -> None:
    from django.contrib.staticfiles import finders

    text = browser(None).get(reverse("service_worker")).content.decode()
    shell = json.loads(text.split("\n", 1)[0].removeprefix("const DIWAN = ").removesuffix(";"))["shell"]
    assert len(shell) > 10
    missing = [one for one in shell if one.startswith("/static/") and not finders.find(one.removeprefix("/static/"))]
    assert missing == []


def test_what_another_app_shares_becomes_the_beginning_of_a_post(garden: Any) -> None:
    client = browser(garden.member("nour"))
    said = {"title": "وصفة", "text": "جرّبوا هذا", "url": "https://example.org/a"}
    page = client.get(reverse("share", args=["garden"]), said, follow=True).content.decode()
    assert 'value="وصفة"' in page
    assert "جرّبوا هذا" in page
    assert "https://example.org/a" in page
    assert not gathering.list_drafts(community_id=garden.community.pk, viewer_id=garden.member("nour").pk)


def test_a_comment_that_arrives_twice_is_written_once(garden: Any) -> None:
    """The answer was lost in a tunnel, so the phone sent the words again."""
    post, client = post_of(garden), browser(garden.member("nour"))
    address = reverse("comments", args=["garden", post.pk])
    said = {"body": "The drip line leaks.", "once": "1700000000-1-2"}
    first, second = client.post(address, said), client.post(address, said)
    assert (first.status_code, second.status_code) == (302, 302)
    assert first.headers["Location"] == second.headers["Location"]
    assert gathering.Comment.objects.filter(post=post).count() == 1


def test_a_key_does_not_carry_other_words_and_a_refused_form_is_not_remembered(garden: Any) -> None:
    post, client = post_of(garden), browser(garden.member("nour"))
    address = reverse("comments", args=["garden", post.pk])
    assert client.post(address, {"body": "", "once": "k-1"}).status_code == 422
    assert client.post(address, {"body": "Now with words.", "once": "k-1"}).status_code == 302
    client.post(address, {"body": "Other words.", "once": "k-1"})
    assert [one.body for one in gathering.Comment.objects.filter(post=post)] == ["Now with words."]
    other = browser(garden.member("sami"))
    assert other.post(address, {"body": "Mine.", "once": "k-1"}).status_code == 302, "a key is its sender's own"


def test_pictures_are_small_enough_for_a_phone(garden: Any) -> None:
    image = gathering.attach_image(
        community_id=garden.community.pk, membership_id=garden.member("nour").pk, content=picture(), at=NOW
    )
    answer = browser(garden.member("nour")).get(reverse("image", args=[image.name, 640]))
    assert answer.headers["Content-Type"] == "image/webp"
