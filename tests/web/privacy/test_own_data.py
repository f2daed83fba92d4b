"""People look at what is kept about them, carry it away, and go."""

import io
import json
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from diwan.gathering import public as gathering
from diwan.kernel import clock, privacy
from diwan.people import public as people
from diwan.trust import public as trust

from ..small_world import NOW, Place, founded, picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def garden() -> Place:
    return founded("garden")


def browser(member: people.Membership | None, language: str = "en") -> Client:
    client = Client(headers={"accept-language": language})
    if member:
        client.force_login(member.person, backend="django.contrib.auth.backends.ModelBackend")
    client.cookies["diwan_language"] = language
    return client


def a_post(garden: Place, name: str, words: str) -> gathering.Post:
    return gathering.publish_post(
        community_id=garden.community.pk, space_id=garden["space_id"], author_id=garden.member(name).pk,
        kind="question", title=f"{words}?", body=f"{words}.", language="en", at=NOW, images=[],
    )  # fmt: skip


def copy_of(client: Client) -> zipfile.ZipFile:
    assert client.post(reverse("data_copy")).status_code == 302
    answer = client.get(reverse("data_copy_file"))
    return zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_policy_says_everything_that_is_declared(garden: Place, language: str) -> None:
    page = browser(None, language).get(reverse("privacy_policy")).content.decode()
    from django.utils import translation

    with translation.override(language):
        said = [str(one.what) for one in privacy.declared() if one.what]
    assert len(said) > 30
    from markupsafe import escape

    assert [what for what in said if str(escape(what)) not in page] == []


def test_the_policy_names_the_mail_server_only_where_there_is_one(garden: Place, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    assert "mail server" not in browser(None).get(reverse("privacy_policy")).content.decode()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    assert "mail server" in browser(None).get(reverse("privacy_policy")).content.decode()


def test_a_copy_holds_what_is_mine_and_nothing_of_anybody_else(garden: Place) -> None:
    mine = a_post(garden, "layla", "Which pot for mint")
    a_post(garden, "nour", "A secret of another")
    gathering.write_comment(post_id=mine.pk, author_id=garden.member("nour").pk, body="Words of another", at=NOW)
    archive = copy_of(browser(garden.member("layla")))
    data = json.loads(archive.read("data.json"))["tables"]
    assert [row["title"] for row in data["gathering.Post"]] == ["Which pot for mint?"]
    assert data["people.Person"][0]["email"] == "layla@garden.example"
    everything = b"".join(archive.read(name) for name in archive.namelist()).decode()
    assert "another" not in everything
    assert "password" not in data["people.Person"][0]
    assert {"index.html", "data.json", "gathering.Post.csv"} <= set(archive.namelist())


def test_a_spreadsheet_does_not_run_what_somebody_wrote(garden: Place) -> None:
    a_post(garden, "layla", "=cmd|' /C calc'!A0")
    text = copy_of(browser(garden.member("layla"))).read("gathering.Post.csv").decode("utf-8-sig")
    assert ",=cmd" not in text
    assert "'=cmd" in text


def test_a_copy_is_its_owners_alone_and_gone_after_a_week(garden: Place) -> None:
    layla, nour = browser(garden.member("layla")), browser(garden.member("nour"))
    layla.post(reverse("data_copy"))
    assert nour.get(reverse("data_copy_file")).status_code == 404
    assert browser(None).get(reverse("data_copy_file")).status_code == 302
    later = clock.now() + timedelta(days=8)
    trust.sweep_old_rows(at=later)
    assert layla.get(reverse("data_copy_file")).status_code == 404


def test_asking_to_be_erased_needs_a_tick_and_can_be_called_back(garden: Place) -> None:
    client, person = browser(garden.member("nour")), garden.member("nour").person
    assert client.post(reverse("erasure")).status_code == 422
    assert trust.open_erasure(person_id=person.pk) is None
    assert client.post(reverse("erasure"), {"is_meant": "on"}).status_code == 302
    assert trust.open_erasure(person_id=person.pk) is not None
    assert "Call it back" in client.get(reverse("own_data")).content.decode()
    client.post(reverse("erasure_withdrawal"))
    assert trust.open_erasure(person_id=person.pk) is None


def test_the_last_owner_hands_the_community_over_first(garden: Place) -> None:
    client = browser(garden.member("owner"))
    answer = client.post(reverse("erasure"), {"is_meant": "on"})
    assert answer.status_code == 422
    assert trust.open_erasure(person_id=garden.member("owner").person_id) is None


def test_an_erased_person_leaves_an_empty_place_and_others_keep_their_words(garden: Place) -> None:
    layla, nour = garden.member("layla"), garden.member("nour")
    post = a_post(garden, "layla", "Which pot for mint")
    gathering.write_comment(post_id=post.pk, author_id=nour.pk, body="A clay one, and wide.", at=NOW)
    image = gathering.attach_image(community_id=garden.community.pk, membership_id=layla.pk, content=picture(), at=NOW)
    trust.erase_person(person_id=layla.person_id, at=NOW)
    assert gathering.Comment.objects.get(post=post).body == "A clay one, and wide."
    assert not gathering.Attachment.objects.filter(name=image.name).exists()
    person = people.Person.objects.get(pk=layla.person_id)
    assert (person.email, person.bio, person.is_active) == (None, "", False)
    assert browser(nour).get(reverse("person", args=["garden", layla.pk])).status_code in {200, 404}
    assert list(gathering.search(community_id=garden.community.pk, text="mint", viewer_id=nour.pk)) == []


def test_a_consent_is_off_until_given_and_obeyed_at_once(garden: Place) -> None:
    client, nour = browser(garden.member("nour")), garden.member("nour")
    given = {one.purpose: one.is_given for one in trust.list_consents(membership_id=nour.pk)}
    assert given
    assert not any(given.values())
    address = reverse("consents", args=["garden"])
    client.post(address, {"purpose": "mail_opens", "given": "1"})
    assert people.reach_of(membership_id=nour.pk).preference.counts_openings
    client.post(address, {"purpose": "mail_opens", "given": "0"})
    assert not people.reach_of(membership_id=nour.pk).preference.counts_openings
    assert client.post(address, {"purpose": "sell_my_data", "given": "1"}).status_code == 404
    stranger = founded("meadow").member("owner")
    assert browser(stranger).post(address, {"purpose": "mail_opens", "given": "1"}).status_code == 403


def test_what_had_its_time_is_swept_and_nothing_else(garden: Place) -> None:
    nour = garden.member("nour")
    old = people.notify(membership_id=nour.pk, kind="replied", facts={}, url="", at=NOW)
    new = people.notify(membership_id=nour.pk, kind="replied", facts={}, url="", at=NOW)
    people.mark_notices_read(membership_id=nour.pk, at=NOW)
    people.Notice.objects.filter(pk=old.pk).update(read_at=NOW - timedelta(days=181))
    assert trust.sweep_old_rows(at=NOW)["people.Notice"] == 1
    assert list(people.Notice.objects.filter(pk__in=[old.pk, new.pk])) == [new]
