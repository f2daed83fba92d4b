"""Tags: one however it is spelt, shown as it was first written; their pages; what stewards do."""

from datetime import timedelta

import pytest

from diwan.gathering import errors
from diwan.gathering import public as gathering
from diwan.gathering.attention.errors import TagNameNeeded, TagTaken
from diwan.gathering.attention.tag_names import split_names, tag_key


def names(garden, post):
    posts = [(post.pk, post.author_id, post.published_at)]
    found = gathering.list_attention(community_id=garden.id, viewer_id=garden.layla.pk, posts=posts)
    return [tag.name for tag in found[post.pk].tags]


def in_use(garden, **facts):
    rows = gathering.list_tags(community_id=garden.id, viewer_id=garden.layla.pk, **facts)
    return [(tag.name, tag.post_count) for tag in rows]


def tag(garden, name):
    return gathering.get_tag(community_id=garden.id, viewer_id=garden.layla.pk, name=name)


def titles(garden, name, viewer=None):
    viewer = viewer or garden.layla
    page = gathering.list_tagged(community_id=garden.id, viewer_id=viewer.pk, tag_id=tag(garden, name).id)
    return [item.title for item in page.items]


def tend(garden, name, step, new="", by=None):
    by = by or garden.owner
    return gathering.tend_tag(tag_id=tag(garden, name).id, by_id=by.pk, step=step, name=new, at=garden.at)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("طماطم", "طَماطِم"),
        ("إدارة المياه", "ادارة المياه"),
        ("مدرسة", "مدرسه"),
        ("مستشفى", "مستشفي"),
        ("أسمدة", "اسمدة"),
        ("٢٠٢٦", "2026"),
        ("طمــاطم", "طماطم"),
        ("Café", "cafe"),
        ("Hydroponics", "HYDROPONICS"),
        ("drip irrigation", "Drip-Irrigation"),
    ],
)
def test_spellings_of_one_word_are_one_tag_shown_as_it_was_first_written(garden, one, other):
    first, second = garden.write("first", tags=[one]), garden.write("second", tags=[other])
    assert names(garden, first) == names(garden, second) == [one]
    assert in_use(garden) == [(one, 2)]
    assert set(titles(garden, other)) == {"first", "second"}


def test_names_are_parted_by_commas_of_either_script_and_five_are_kept():
    assert split_names(["ري، تسميد", "soil; #sun #  "]) == ["ري", "تسميد", "soil", "sun"]
    assert split_names(["!!", "", "  "]) == []
    assert tag_key("«طَماطم»") == tag_key("طماطم")


def test_a_post_has_at_most_five_each_once(garden):
    post = garden.write(tags=["a1", "A1", "b2", "c3", "d4", "e5", "f6"])
    assert names(garden, post) == ["a1", "b2", "c3", "d4", "e5"]


def test_a_draft_does_not_count_until_it_is_published(garden):
    words = {"community_id": garden.id, "space_id": garden.space.pk, "author_id": garden.nadia.pk, "kind": "guide"}
    words |= {"title": "Soil", "body": "Words", "language": "en", "at": garden.at}
    draft = gathering.save_draft(**words, tags=["soil"])
    assert in_use(garden) == []
    assert gathering.tag_names(post_id=draft.pk) == ("soil",)
    gathering.publish_post(**words, draft_id=draft.pk)
    assert in_use(garden) == [("soil", 1)]
    assert titles(garden, "soil") == ["Soil"]


def test_counts_and_pages_follow_edits_deletions_and_decisions(garden):
    post = garden.write("one", tags=["soil", "sun"])
    gathering.edit_post(
        post_id=post.pk, by_id=garden.nadia.pk, title="one", body="Some words.", at=garden.at, tags=["soil", "rain"]
    )
    assert in_use(garden) == [("rain", 1), ("soil", 1)]
    gathering.delete_post(post_id=post.pk, by_id=garden.nadia.pk, at=garden.at)
    assert in_use(garden) == []
    assert titles(garden, "soil") == []
    gathering.restore_post(post_id=post.pk, by_id=garden.nadia.pk, at=garden.at)
    gathering.hide_object(community_id=garden.id, object_ref=post.ref, at=garden.at)
    assert titles(garden, "soil") == []
    gathering.show_object(community_id=garden.id, object_ref=post.ref, at=garden.at)
    assert in_use(garden) == [("rain", 1), ("soil", 1)]
    assert titles(garden, "rain") == ["one"]


def test_a_tags_page_is_newest_first_and_its_pages_meet(garden):
    for number in range(5):
        garden.write(f"{number}", tags=["soil"], at=garden.at + timedelta(hours=number))
    scope = {"community_id": garden.id, "viewer_id": garden.layla.pk, "tag_id": tag(garden, "soil").id, "limit": 2}
    first = gathering.list_tagged(**scope)
    second = gathering.list_tagged(**scope, after=first.after)
    third = gathering.list_tagged(**scope, after=second.after)
    assert [item.title for page in (first, second, third) for item in page.items] == ["4", "3", "2", "1", "0"]
    assert third.after is None
    with pytest.raises(errors.NotFound):
        gathering.list_tagged(**scope, after="nonsense")


def test_a_renamed_tag_is_found_under_both_names(garden):
    garden.write("one", tags=["tomatos"])
    kept = tend(garden, "tomatos", "rename", "Tomatoes")
    assert (kept.name, tag(garden, "tomatos").name, tag(garden, "TOMATOES").name) == ("Tomatoes",) * 3
    garden.write("two", tags=["tomatos"])
    assert in_use(garden) == [("Tomatoes", 2)]
    garden.write("three", tags=["Basil"])
    with pytest.raises(TagTaken):
        tend(garden, "basil", "rename", "tomatoes")
    tend(garden, "tomatoes", "rename", "tomatos")
    assert in_use(garden)[0] == ("tomatos", 2)
    with pytest.raises(TagNameNeeded):
        tend(garden, "basil", "rename", " ,, ")


def test_merging_gives_posts_and_followers_to_the_other(garden):
    both, one = garden.write("both", tags=["ري", "سقي"]), garden.write("one", tags=["سقي"])
    for who, name in ((garden.layla, "سقي"), (garden.samer, "سقي"), (garden.samer, "ري")):
        gathering.follow_tag(tag_id=tag(garden, name).id, membership_id=who.pk, is_followed=True)
    tend(garden, "سقي", "merge", "ري")
    assert in_use(garden) == [("ري", 2)]
    assert names(garden, both) == names(garden, one) == ["ري"]
    assert tag(garden, "سقي").key == "ري"
    assert tag(garden, "ري").is_followed
    later = garden.write("later", tags=["سَقي"])
    assert names(garden, later) == ["ري"]
    with pytest.raises(errors.NotFound):
        tend(garden, "ري", "merge", "سقي")


def test_a_banned_tag_is_on_no_post_and_has_no_page_until_it_is_allowed_again(garden):
    post = garden.write(tags=["spam", "soil"])
    banned = tag(garden, "spam").id
    tend(garden, "spam", "ban")
    assert names(garden, post) == ["soil"]
    assert names(garden, garden.write(tags=["SPAM"])) == []
    with pytest.raises(errors.NotFound):
        tag(garden, "spam")
    assert in_use(garden) == [("soil", 1)]
    assert ("spam", 1) in in_use(garden, with_banned=True)
    gathering.tend_tag(tag_id=banned, by_id=garden.owner.pk, step="allow", at=garden.at)
    assert names(garden, post) == ["spam", "soil"]


def test_tags_can_be_found_by_their_beginning_however_it_is_spelt(garden):
    garden.write(tags=["إدارة المياه", "أسمدة"])
    assert in_use(garden, starting="ادار") == [("إدارة المياه", 1)]


def test_only_those_who_moderate_tend_and_outsiders_see_no_tags(garden):
    garden.write("one", tags=["soil"])
    for who in (garden.layla, garden.nadia):
        with pytest.raises(errors.NotYours):
            tend(garden, "soil", "ban", by=who)
    soil = tag(garden, "soil").id
    for who in (garden.foreigner, garden.suspended):
        with pytest.raises(errors.GatheringError):
            gathering.tend_tag(tag_id=soil, by_id=who.pk, step="ban", at=garden.at)
        with pytest.raises(errors.GatheringError):
            gathering.follow_tag(tag_id=soil, membership_id=who.pk, is_followed=True)
        with pytest.raises(errors.NotFound):
            gathering.get_tag(community_id=garden.id, viewer_id=who.pk, name="soil")
        assert gathering.list_tags(community_id=garden.id, viewer_id=who.pk) == ()
        assert titles(garden, "soil", viewer=who) == []
