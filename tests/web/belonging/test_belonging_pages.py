"""The pages of belonging as people meet them."""

from datetime import timedelta

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from diwan.belonging import public as belonging
from diwan.gathering import public as gathering
from diwan.people import public as people

from .conftest import person


def test_whoever_joins_is_shown_the_first_steps_and_finds_them_beside_the_feed(garden):
    someone = person("salma", garden.at)
    client = Client(headers={"accept-language": "en"})
    client.force_login(someone, backend="django.contrib.auth.backends.ModelBackend")
    assert client.post("/c/garden/joining/").url == "/c/garden/beginning/"
    assert "Ask your first question" in client.get("/c/garden/beginning/").content.decode()
    assert "Your first steps" in client.get("/c/garden/feed/").content.decode()
    client.post("/c/garden/beginning/closing/")
    assert "Your first steps" not in client.get("/c/garden/feed/").content.decode()
    assert "Your first steps" not in garden.page("layla", "feed/")


def test_a_step_is_ticked_by_the_deed(garden):
    garden.join("salma")
    assert garden.page("salma", "beginning/").count("is-done") == 0
    garden.post("salma", "Why do the leaves turn?")
    assert garden.page("salma", "beginning/").count("is-done") == 2
    for name in ("layla", "samer", "huda"):
        gathering.follow_person(
            other_id=garden.members[name].pk, membership_id=garden.members["salma"].pk, level="following"
        )
    assert garden.page("salma", "beginning/").count("is-done") == 3


def test_the_feed_of_somebody_who_is_no_newcomer_asks_nothing_for_the_steps(garden):
    with CaptureQueriesContext(connection) as asked:
        garden.page("layla", "feed/")
    assert not any("belonging_" in query["sql"] for query in asked)


def test_the_guide_to_a_first_question_is_offered_to_newcomers_alone(garden):
    assert "/c/garden/first-question/" in garden.page("layla", "posts/new/?kind=question")
    people.set_trust(membership=garden.members["layla"], level=1, at=garden.at)
    assert "/c/garden/first-question/" not in garden.page("layla", "posts/new/?kind=question")


def test_a_greeter_sees_who_was_not_greeted_and_others_see_nobody(garden):
    garden.join("salma")
    people.set_trust(membership=garden.members["layla"], level=1, at=garden.at)
    greet = {"is_listed": "on", "is_greeter": "on", "links": ""}
    assert garden.browser("layla").post("/c/garden/people/me/", greet).status_code == 302
    assert "Salma" in garden.page("layla", "greeting/")
    assert "Salma" not in garden.page("samer", "greeting/")
    post = garden.post("salma", "Good morning")
    assert "nobody has answered" in garden.page("layla", "greeting/")
    gathering.write_comment(post_id=post.pk, author_id=garden.members["samer"].pk, body="Welcome!", at=garden.at)
    assert "Salma" not in garden.page("layla", "greeting/")


def test_the_directory_is_searched_by_the_beginning_of_a_name_in_any_spelling(garden):
    at = garden.at - timedelta(days=5)
    who = people.create_person(email="amina@example.org", display_name="أمينة الزهراء", language="ar", at=at)
    people.join_community(person=who, community=garden.community, at=at)
    gathering.index_members(community_id=garden.community.pk)
    assert "أمينة" in garden.page("samer", "people/?name=امين")
    assert "أمينة" not in garden.page("samer", "people/?name=ليلى")
    assert "Huda" in garden.page("samer", "people/?role=steward")
    garden.page("samer", "people/?role=king", status=404)
    garden.page("samer", "people/?group=99", status=404)


def test_who_is_not_in_the_directory_is_not_found_by_searching_it(garden):
    gathering.index_members(community_id=garden.community.pk)
    assert "Layla" in garden.page("samer", "people/?name=Layla").split("<main")[1].split("<ul")[-1]
    garden.browser("layla").post("/c/garden/people/me/", {"links": ""})
    page = garden.page("samer", "people/?name=Layla")
    assert "Nobody here fits that" in page
    assert "Layla" not in garden.page("huda", "people/")


def test_visitors_see_no_directory_and_of_a_person_no_badges_groups_or_links(garden):
    layla = garden.members["layla"]
    garden.post("layla", "A question for everybody")
    people.grant_role(membership=layla, role="translator", by=garden.members["mona"], at=garden.at)
    people.set_trust(membership=layla, level=1, at=garden.at)
    layla.refresh_from_db()
    belonging.award_badges(community_id=garden.community.pk, at=garden.at)
    belonging.edit_card(by=layla, is_listed=True, is_greeter=False, links=["https://roof.example"])
    group = belonging.make_group(by=garden.members["mona"], name_ar="عمّان", name_en="Amman", entry="open", at=garden.at)
    belonging.join_group(by=layla, group_id=group.pk, at=garden.at)
    said = ("Translator", "Amman", "roof.example")
    for_members = garden.page("samer", f"people/{layla.pk}/")
    for_visitors = garden.page(None, f"people/{layla.pk}/")
    assert [word in for_members for word in said] == [True] * 3
    assert [word in for_visitors for word in said] == [False] * 3
    assert garden.browser(None).get("/c/garden/people/").status_code == 302


def test_a_person_is_helpful_where_others_said_so(garden):
    post = garden.post("layla", "How I water")
    gathering.react(target=f"post:{post.pk}", membership_id=garden.members["samer"].pk, kind="helped_me", at=garden.at)
    page = garden.page("huda", f"people/{garden.members['layla'].pk}/")
    assert "Where they helped this year" in page
    assert "Where they helped this year" not in garden.page("huda", f"people/{garden.members['samer'].pk}/")


def test_a_badge_names_the_texts_it_rests_on_and_is_hidden_by_its_owner(garden):
    layla = garden.members["layla"]
    people.grant_role(membership=layla, role="translator", by=garden.members["mona"], at=garden.at)
    assert garden.browser("layla").post("/c/garden/badges/count/").status_code == 302
    award = belonging.Award.objects.get(membership=layla)
    assert "Holds the duty of translating." in garden.page("samer", f"people/{layla.pk}/badges/")
    assert garden.browser("samer").post(f"/c/garden/badges/{award.pk}/visibility/", {"show": "0"}).status_code == 404
    garden.browser("layla").post(f"/c/garden/badges/{award.pk}/visibility/", {"show": "0"})
    assert "Holds the duty of translating." not in garden.page("samer", f"people/{layla.pk}/badges/")


def test_the_page_of_levels_says_the_figures_the_code_obeys(garden):
    page = garden.page("samer", "levels/")
    for need in belonging.NEEDS:
        assert f">{need.days_here}<" in page or f"{need.days_here}</" in page
    assert str(belonging.LOWERED_DAYS) in page


def test_a_steward_pins_a_level_and_is_not_offered_what_touches_money(garden):
    layla = garden.members["layla"]
    address = f"/c/garden/people/{layla.pk}/level/"
    assert "sharing plan asks" not in garden.page("huda", f"people/{layla.pk}/level/").split("<form", 2)[-1]
    said = {"level": "2", "reason": "She knows everybody", "counts_for_plans": "on"}
    assert garden.browser("huda").post(address, said).status_code == 302
    layla.refresh_from_db()
    assert (belonging.level_of(member=layla), layla.trust_level) == (2, 1)
    assert "She knows everybody" in garden.page("layla", "levels/")
    assert (
        garden.browser("huda").post(f"/c/garden/people/{layla.pk}/level/release/", {"reason": "Over"}).status_code
        == 302
    )
    assert belonging.pin_of(member=layla) is None
    assert garden.browser("mona").post(address, said).status_code == 302
    layla.refresh_from_db()
    assert layla.trust_level == 2


def test_a_private_group_answers_like_a_missing_one(garden):
    group = belonging.make_group(
        by=garden.members["mona"], name_ar="الحلقة", name_en="Ring", entry="picked", is_private=True, at=garden.at
    )
    assert "Ring" in garden.page("huda", f"groups/{group.pk}/")
    there, missing = (garden.browser("samer").get(f"/c/garden/groups/{pk}/") for pk in (group.pk, 987_654))
    assert (there.status_code, there.content) == (missing.status_code, missing.content)
    assert "Ring" not in garden.page("samer", "groups/")
    put = {"member": garden.members["samer"].pk}
    assert garden.browser("samer").post(f"/c/garden/groups/{group.pk}/places/", put).status_code == 404
    garden.browser("huda").post(f"/c/garden/groups/{group.pk}/places/", put)
    assert "Ring" in garden.page("samer", "groups/")


def test_every_notice_of_belonging_is_worded(garden):
    layla = garden.members["layla"]
    belonging.pin_level(by=garden.members["huda"], membership_id=layla.pk, level=1, reason="Known", at=garden.at)
    group = belonging.make_group(
        by=garden.members["mona"], name_ar="عمّان", name_en="Amman", entry="request", at=garden.at
    )
    belonging.join_group(by=layla, group_id=group.pk, at=garden.at)
    belonging.place_member(by=garden.members["mona"], group_id=group.pk, membership_id=layla.pk, at=garden.at)
    mine, owners = garden.page("layla", "notices/"), garden.page("mona", "notices/")
    assert "The team set your level here to 1" in mine
    assert "Amman" in mine
    assert "asks to join the group" in owners
