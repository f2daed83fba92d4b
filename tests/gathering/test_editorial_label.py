"""Nothing that is paid for goes out without saying so, whichever way it tries."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from diwan.gathering import errors
from diwan.gathering import public as gathering
from diwan.gathering.editorial.affiliate import is_affiliate
from diwan.gathering.models import Post

from .conftest import AT, Garden

WHOLE = gathering.Label("sponsored", "Seeds & Co", 120_00, 72_00, "a" * 64)
SHOP = "Buy [the pot](https://shop.example/pot?ref=nadia)."
LACKING = [
    replace(WHOLE, sponsor=" "),
    replace(WHOLE, paid_minor=None),
    replace(WHOLE, paid_minor=0),
    replace(WHOLE, members_minor=None),
    replace(WHOLE, members_minor=120_01),
    replace(WHOLE, members_minor=-1),
    gathering.Label("affiliate"),
]


def kept(garden: Garden, label: gathering.Label | None = None, body: str = "Good pots.") -> gathering.Post:
    return gathering.save_draft(
        community_id=garden.id, space_id=garden.space.pk, author_id=garden.nadia.pk, kind="guide", title="Pots",
        body=body, language="en", at=AT, label=label,
    )  # fmt: skip


@pytest.mark.parametrize("label", LACKING)
def test_a_label_that_says_too_little_is_not_published(garden: Garden, label: gathering.Label) -> None:
    with pytest.raises(errors.LabelNeeded):
        garden.write(label=label)
    assert gathering.list_feed(community_id=garden.id, viewer_id=garden.nadia.pk).items == ()


@pytest.mark.parametrize("label", LACKING)
def test_nor_scheduled(garden: Garden, label: gathering.Label) -> None:
    row = kept(garden, label)
    with pytest.raises(errors.LabelNeeded):
        gathering.schedule_post(post_id=row.pk, by_id=garden.nadia.pk, publish_at=AT + timedelta(days=1), at=AT)


def test_nor_emptied_while_it_waits(garden: Garden) -> None:
    row = kept(garden, WHOLE)
    gathering.schedule_post(post_id=row.pk, by_id=garden.nadia.pk, publish_at=AT + timedelta(days=1), at=AT)
    words = {"community_id": garden.id, "space_id": garden.space.pk, "author_id": garden.nadia.pk, "kind": "guide"}
    with pytest.raises(errors.LabelNeeded):
        gathering.save_draft(
            **words, title="Pots", body="x", language="en", at=AT, draft_id=row.pk, label=replace(WHOLE, sponsor="")
        )


@pytest.mark.parametrize("label", LACKING)
def test_nor_edited_into_one(garden: Garden, label: gathering.Label) -> None:
    post = garden.write()
    with pytest.raises(errors.LabelNeeded):
        gathering.edit_post(post_id=post.pk, by_id=garden.nadia.pk, title="A", body="B", at=AT, label=label)


def test_a_whole_label_is_shown_wherever_the_post_is(garden: Garden) -> None:
    post = garden.write(label=WHOLE, body="Uncommon words.")
    scope = {"community_id": garden.id, "viewer_id": garden.layla.pk}
    assert gathering.list_feed(**scope).items[0].label == WHOLE
    assert gathering.get_thread(**scope, post_id=post.pk).post.label == WHOLE
    assert gathering.search(**scope, text="uncommon")[0].label == WHOLE
    gathering.save_post(post_id=post.pk, membership_id=garden.layla.pk, at=AT)
    assert gathering.list_saved(**scope)[0].label == WHOLE


def test_a_published_label_is_put_right_and_never_taken_off(garden: Garden) -> None:
    post = garden.write(label=WHOLE)
    words = {"post_id": post.pk, "by_id": garden.nadia.pk, "title": post.title, "body": post.body, "at": AT}
    with pytest.raises(errors.LabelStays):
        gathering.edit_post(**words, label=gathering.Label())
    gathering.edit_post(**words, label=replace(WHOLE, paid_minor=200_00))
    assert Post.objects.get(pk=post.pk).paid_minor == 200_00
    gathering.edit_post(**words)
    assert Post.objects.get(pk=post.pk).promotion == "sponsored"


def test_the_database_refuses_what_the_room_would(garden: Garden) -> None:
    labelled, plain, waiting = garden.write(label=WHOLE), garden.write(), kept(garden)
    for row, change in (
        (labelled, {"sponsor_name": ""}),
        (labelled, {"paid_minor": None}),
        (labelled, {"members_minor": None}),
        (labelled, {"members_minor": 120_01}),
        (plain, {"promotion": "affiliate"}),
        (waiting, {"promotion": "sponsored", "publish_at": AT}),
        (plain, {"publish_at": AT}),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Post.objects.filter(pk=row.pk).update(**change)


def test_a_draft_may_be_labelled_in_part_and_unlabelled_again(garden: Garden) -> None:
    row = kept(garden, gathering.Label("sponsored", "Seeds & Co"))
    assert gathering.get_draft(community_id=garden.id, post_id=row.pk, viewer_id=garden.nadia.pk).label is not None
    words: dict[str, Any] = {"space_id": garden.space.pk, "author_id": garden.nadia.pk, "kind": "guide"}
    words |= {"title": "Pots", "body": "x", "language": "en", "at": AT, "draft_id": row.pk, "community_id": garden.id}
    assert gathering.save_draft(**words, label=gathering.Label()).promotion == ""


@pytest.mark.parametrize(
    ("link", "pays"),
    [
        ("https://shop.example/pot?ref=nadia", True),
        ("https://www.amazon.com/dp/B0?tag=roof-20", True),
        ("https://amzn.to/3x", True),
        ("https://s.click.aliexpress.com/e/_x", True),
        ("http://shop.example/?UTM_Source=Affiliate&x=1", True),
        ("https://shop.example/?utm_source=newsletter", False),
        ("https://shop.example/reference", False),
        ("https://notamzn.to/3x", False),
        ("/c/garden/t/1/?ref=here", False),
        ("mailto:a@shop.example?ref=x", False),
        ("https://[broken?ref=1", False),
    ],
)
def test_the_published_list_of_affiliate_tags(link: str, pays: bool) -> None:
    assert is_affiliate(link) is pays


def test_an_affiliate_link_without_a_label_is_held_back_everywhere(garden: Garden) -> None:
    with pytest.raises(errors.AffiliateLinkUnlabelled, match=r"shop\.example"):
        garden.write(body=SHOP)
    with pytest.raises(errors.AffiliateLinkUnlabelled):
        garden.write(body="See https://shop.example/pot?tag=x-21 for it")
    row = kept(garden, body=SHOP)
    with pytest.raises(errors.AffiliateLinkUnlabelled):
        gathering.schedule_post(post_id=row.pk, by_id=garden.nadia.pk, publish_at=AT + timedelta(days=1), at=AT)
    post = garden.write()
    with pytest.raises(errors.AffiliateLinkUnlabelled):
        gathering.edit_post(post_id=post.pk, by_id=garden.nadia.pk, title="A", body=SHOP, at=AT)
    labelled = garden.write(body=SHOP, label=replace(WHOLE, promotion="affiliate"))
    assert labelled.promotion == "affiliate"
