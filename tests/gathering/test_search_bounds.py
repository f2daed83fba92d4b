"""Search in a large community: only so many texts are ranked, and still nothing that matters is lost."""

from datetime import timedelta

import pytest

from diwan.gathering import public as gathering
from diwan.gathering.finding import candidates
from diwan.gathering.finding.weighing import weigh
from diwan.kernel.text.folding import query_terms

MOST = 6


@pytest.fixture(autouse=True)
def _few_are_many(monkeypatch):
    monkeypatch.setattr(candidates, "MOST_RANKED", MOST)
    monkeypatch.setattr(candidates, "_LEAST_SHARE", 3)


@pytest.fixture
def crowd(garden):
    """Thirty posts that all hold one word, the newest published first written; what a test looks for is older."""

    def fill(count=30):
        return [
            garden.write(f"Tomato {number}", "tomato again", at=garden.at + timedelta(hours=count - number))
            for number in range(count)
        ]

    return fill


def page(garden, text, after=None, limit=20, **wanted):
    scope = {"community_id": garden.id, "viewer_id": garden.layla.pk, "text": text, "after": after, "limit": limit}
    return gathering.search_page(**scope, wanted=gathering.Wanted(**wanted))


def found(garden, text, **facts):
    return [hit.post_id for hit in page(garden, text, **facts).hits]


def test_an_old_text_is_found_by_its_rare_word_alone_and_beside_a_common_one(garden, crowd):
    old = garden.write("Tomato and blossom", "end rot")
    crowd()
    assert found(garden, "blossom") == found(garden, "tomato blossom") == found(garden, "tomato bloss") == [old.pk]


def test_a_common_word_is_also_the_beginning_of_longer_ones(garden, crowd):
    old = garden.write("Tomatoes with blossom")
    crowd()
    assert found(garden, "tomato blossom") == [old.pk]
    garden.write("Leaf", "leaf leaf")
    for number in range(MOST):
        garden.write(f"Leaf {number}", "leaf")
    old_leaf = garden.write("Tomatoes and leaf")
    assert old_leaf.pk in found(garden, "tomato leaf"), "both words are common, and few hold them both"


def test_only_the_newest_are_ranked_and_the_best_of_them_come_first(garden, crowd):
    posts = crowd()
    best = garden.write("Tomato tomato", "tomato")
    shown = found(garden, "tomato")
    assert shown[0] == best.pk
    assert len(shown) == MOST
    assert set(shown) <= {best.pk, *(post.pk for post in posts)}


def test_what_holds_only_some_words_shows_the_rare_ones_first(garden, crowd):
    old = garden.write("Blossom")
    crowd()
    answer = page(garden, "tomato blossom unheard")
    assert answer.is_partial
    assert answer.hits[0].post_id == old.pk


@pytest.mark.parametrize("what", ["all", "posts"])
def test_by_time_every_one_is_found_in_order_page_after_page(garden, crowd, what):
    posts = crowd()
    garden.answer(posts[7], "tomato, yes", at=garden.at - timedelta(days=1))
    newest_first = [post.pk for post in sorted(posts, key=lambda post: post.published_at, reverse=True)]
    shown, after = [], None
    while True:
        one = page(garden, "tomato", after=after, limit=7, what=what, is_newest_first=True)
        shown += [hit.post_id for hit in one.hits]
        after = one.after
        if after is None:
            break
    assert shown == newest_first


def test_a_comment_brings_its_post_up_by_time_once(garden, crowd):
    posts = crowd()
    garden.answer(posts[-1], "tomato, lately", at=garden.at + timedelta(days=9))
    assert found(garden, "tomato", is_newest_first=True, limit=40)[0] == posts[-1].pk
    assert len(set(found(garden, "tomato", is_newest_first=True, limit=40))) == len(posts)


def test_sifting_looks_past_the_newest(garden, crowd):
    old = garden.write("Tomato of Samer", by=garden.samer)
    crowd()
    assert found(garden, "tomato", author_id=garden.samer.pk) == [old.pk]


def test_next_doors_texts_take_nobodys_place(garden, crowd):
    mine = garden.write("Tomato of mine")
    owner, there = garden.foreigner, garden.foreigner.community_id
    space = gathering.create_space(community_id=there, slug="s", name_ar="م", name_en="S", at=garden.at)
    facts = {"kind": "discussion", "body": "tomato", "language": "en", "at": garden.at, "author_id": owner.pk}
    for number in range(2 * MOST):
        gathering.publish_post(community_id=there, space_id=space.pk, title=f"Tomato {number}", **facts)
    assert found(garden, "tomato") == [mine.pk]


def test_a_rare_word_weighs_more_than_a_common_one_and_a_short_text_more_than_a_long_one():
    texts = ["tomato leaf", "tomato tomato", "tomato leaf " + "and more " * 40, "tomato", "rain"]
    leaf_and_tomato, tomato_twice, long, once, neither = weigh(texts, query_terms("tomato leaf"))
    assert leaf_and_tomato > tomato_twice > once > neither == 0
    assert leaf_and_tomato > long > 0
    assert weigh([], query_terms("tomato")) == []
