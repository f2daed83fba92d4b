"""A treasurer's password was stolen: it must not be enough."""

import time
from datetime import UTC, datetime
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse

from diwan.people import public as people

pytestmark = pytest.mark.django_db
NOW = datetime.now(UTC)
PASSWORD = "a-long-and-quiet-password"


@pytest.fixture
def house(settings: Any) -> Any:
    """A community whose pages that move money ask for a second proof."""
    settings.SECOND_FACTOR_FOR_MONEY = True
    owner = someone("owner")
    community = people.create_community(
        owner=owner, slug="garden", name_ar="بستان", name_en="Garden", currency="USD", timezone="Asia/Riyadh",
        language="en", is_public=True, at=NOW,
    )  # fmt: skip
    by = people.get_membership(community_id=community.pk, person_id=owner.pk)
    assert by is not None
    for name in ("treasurer", "steward", "member"):
        joined = people.join_community(person=someone(name), community=community, at=NOW)
        if name != "member":
            people.grant_role(membership=joined, role=name, by=by, at=NOW)
    return community


def someone(name: str) -> people.Person:
    person = people.create_person(email=f"{name}@garden.example", display_name=name.title(), language="en", at=NOW)
    person.set_password(PASSWORD)
    person.save()
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person


def person(name: str) -> people.Person:
    return people.Person.objects.get(email=f"{name}@garden.example")


def browser() -> Client:
    client = Client(headers={"accept-language": "en", "user-agent": "Mozilla/5.0 (Linux; Android 15) Chrome/156"})
    client.cookies["diwan_language"] = "en"
    return client


def sign_in(name: str) -> tuple[Client, Any]:
    client = browser()
    said = {"login": f"{name}@garden.example", "password": PASSWORD}
    return client, client.post(reverse("account_login"), said)


def with_app(name: str) -> str:
    """Give somebody an authenticator app; the secret it holds."""
    secret = generate_totp_secret()
    TOTP.activate(person(name), secret)
    return secret


def code(secret: str, ahead: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + ahead))


@pytest.mark.parametrize("page", ["receipts", "periods", "payouts", "tills", "roles"])
def test_an_owner_without_a_second_proof_is_led_to_setting_one_up(house: Any, page: str) -> None:
    client, _ = sign_in("owner")
    answer = client.get(reverse(page, args=["garden"]))
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(reverse("mfa_index"))
    led_to = client.get(answer.headers["Location"]).content.decode()
    assert "That page moves money" in led_to


def test_once_it_is_set_up_the_page_opens(house: Any) -> None:
    secret = with_app("treasurer")
    client, answer = sign_in("treasurer")
    assert answer.headers["Location"] == reverse("mfa_authenticate")
    assert client.get(reverse("receipts", args=["garden"])).status_code == 302, "the password alone opens nothing"
    client.post(reverse("mfa_authenticate"), {"code": code(secret)})
    assert client.get(reverse("receipts", args=["garden"])).status_code == 200


def test_who_moves_no_money_is_not_asked_and_who_may_not_come_in_learns_nothing(house: Any) -> None:
    steward, _ = sign_in("steward")
    assert steward.get(reverse("reports", args=["garden"])).status_code == 200
    member, _ = sign_in("member")
    assert member.get(reverse("receipts", args=["garden"])).status_code == 403
    assert member.get(reverse("feed", args=["garden"])).status_code == 200


def test_a_code_seen_over_the_shoulder_does_not_work_again(house: Any) -> None:
    secret = with_app("treasurer")
    seen = code(secret)
    first, _ = sign_in("treasurer")
    assert first.post(reverse("mfa_authenticate"), {"code": seen}).status_code == 302
    second, _ = sign_in("treasurer")
    again = second.post(reverse("mfa_authenticate"), {"code": seen})
    assert again.status_code == 200
    assert "Incorrect code" in again.content.decode()


def test_a_recovery_code_works_once(house: Any) -> None:
    with_app("treasurer")
    client, _ = sign_in("treasurer")
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    codes = RecoveryCodes.activate(person("treasurer")).get_unused_codes()
    assert client.post(reverse("mfa_authenticate"), {"code": codes[0]}).status_code == 302
    other, _ = sign_in("treasurer")
    assert other.post(reverse("mfa_authenticate"), {"code": codes[0]}).status_code == 200
    assert other.post(reverse("mfa_authenticate"), {"code": codes[1]}).status_code == 302


def test_a_copy_of_the_database_holds_no_secret_to_sign_in_with(house: Any) -> None:
    secret = with_app("owner")
    kept = Authenticator.objects.get(user=person("owner")).data
    assert secret not in str(kept)


def test_a_lost_phone_is_signed_out_from_another_device(house: Any) -> None:
    phone, _ = sign_in("member")
    laptop, _ = sign_in("member")
    assert phone.get(reverse("profile")).status_code == 200
    page = laptop.get(reverse("usersessions_list")).content.decode()
    assert "this one" in page
    of_phone = UserSession.objects.get(session_key=phone.session.session_key)
    assert laptop.post(reverse("session_ending", args=[of_phone.pk])).status_code == 302
    assert phone.get(reverse("profile")).status_code == 302
    assert laptop.get(reverse("profile")).status_code == 200


def test_nobody_ends_or_sees_another_persons_session(house: Any) -> None:
    owner, _ = sign_in("owner")
    member, _ = sign_in("member")
    theirs = UserSession.objects.get(session_key=owner.session.session_key)
    assert member.post(reverse("session_ending", args=[theirs.pk])).status_code == 404
    assert owner.get(reverse("profile")).status_code == 200
    assert browser().post(reverse("session_ending", args=[theirs.pk])).status_code == 302


def confirm(client: Client) -> None:
    """Prove with the password that one is there now."""
    assert client.post(reverse("account_reauthenticate"), {"password": PASSWORD}).status_code == 302


def later(client: Client, seconds: int) -> None:
    """As if so much time had passed since the last proof."""
    session = client.session
    key = "account_authentication_methods"
    session[key] = [{**record, "at": record["at"] - seconds} for record in session[key]]
    session.save()


def test_an_address_is_changed_only_by_who_proves_to_be_there_now(house: Any, mailoutbox: list[Any]) -> None:
    """A session left open on a shared computer is not enough to take the account over."""
    client, _ = sign_in("member")
    change = {"action_add": "", "email": "elsewhere@garden.example"}
    asked = client.post(reverse("account_email"), change)
    assert asked.headers["Location"].startswith(reverse("account_reauthenticate"))
    confirm(client)
    later(client, 301)
    assert client.post(reverse("account_email"), change).headers["Location"].startswith("/accounts/reauthenticate/")
    assert mailoutbox == []
    confirm(client)
    client.post(reverse("account_email"), change)
    assert [letter.to for letter in mailoutbox] == [["elsewhere@garden.example"]], "the code goes to the new address"
    assert person("member").email == "member@garden.example", "and nothing changes before it is entered"


@pytest.mark.django_db(transaction=True)
def test_switching_the_proof_on_is_told_to_the_old_address(house: Any, mailoutbox: list[Any]) -> None:
    client, _ = sign_in("owner")
    assert client.get(reverse("mfa_activate_totp")).headers["Location"].startswith("/accounts/reauthenticate/")
    confirm(client)
    assert client.get(reverse("mfa_activate_totp")).status_code == 200
    entered = {"code": code(client.session["mfa.totp.secret"])}
    answer = client.post(reverse("mfa_activate_totp"), entered)
    assert answer.headers["Location"] == reverse("mfa_view_recovery_codes")
    assert client.get(reverse("mfa_view_recovery_codes")).status_code == 200
    assert [letter.to for letter in mailoutbox] == [["owner@garden.example"]]
    assert client.get(reverse("mfa_index")).status_code == 200
    assert client.get(reverse("mfa_download_recovery_codes")).headers["Content-Type"].startswith("text/plain")
    assert client.get(reverse("mfa_deactivate_totp")).status_code == 200
    assert client.get(reverse("mfa_generate_recovery_codes")).status_code == 200
