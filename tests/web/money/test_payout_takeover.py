"""Somebody else sits at a member's browser, or sends forms from elsewhere: the page lets them change nothing."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core import mail
from django.test import Client
from django.urls import reverse

from diwan.kernel import clock, outbox
from diwan.kernel.models import OutboxMessage
from diwan.payouts import public as payouts

from .conftest import House

PASSWORD = "the olive tree stands"
IBAN = "SA0380000000608010167519"
BANK = {"kind": "bank", "holder": "Layla", "account": IBAN}
REAUTHENTICATE = reverse("account_reauthenticate")


@pytest.fixture(autouse=True)
def no_demo(settings: pytest.FixtureRequest) -> None:
    """The demo's open doors ask for no proof; everybody else does."""
    settings.DEMO = False


@pytest.fixture
def layla(house: House) -> Client:
    """Layla, signed in with her password."""
    return signed_in(house, "layla")


def signed_in(house: House, name: str) -> Client:
    person = house.people[name].person
    person.set_password(PASSWORD)
    person.save()
    EmailAddress.objects.get_or_create(user=person, email=person.email, defaults={"verified": True, "primary": True})
    browser = Client(headers={"accept-language": "en"})
    answer = browser.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    assert answer.status_code == 302
    return browser


def prove(browser: Client) -> None:
    assert browser.post(REAUTHENTICATE, {"password": PASSWORD}).status_code == 302


def destination(house: House, name: str = "layla") -> payouts.MethodView | None:
    return payouts.get_method(membership_id=house.people[name].pk)


def mailed_code() -> str:
    return str(OutboxMessage.objects.filter(payload__kind="identity_code").latest("pk").payload["facts"]["reference"])


def test_signing_in_is_no_proof_and_what_was_typed_is_kept_nowhere(house: House, layla: Client) -> None:
    answer = layla.post(house.url("payout-method/"), BANK)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(house.url("payout-method/identity/"))
    assert destination(house) is None
    assert IBAN not in repr(dict(layla.session.items()))


def test_the_form_is_not_even_shown_without_proof(house: House, layla: Client) -> None:
    assert b'name="account"' not in layla.get(house.url("payout-method/")).content
    prove(layla)
    assert b'name="account"' in layla.get(house.url("payout-method/")).content


def test_the_password_opens_it_and_leads_back(house: House, layla: Client) -> None:
    way = layla.get(house.url("payout-method/identity/?kind=wallet")).headers["Location"]
    assert way.startswith(f"{REAUTHENTICATE}?next=")
    back = layla.post(way, {"password": PASSWORD})
    assert back.headers["Location"] == house.url("payout-method/?kind=wallet#destination")
    assert layla.post(house.url("payout-method/"), BANK).status_code == 302
    assert destination(house).mask == "…7519"


def test_a_wrong_password_opens_nothing(house: House, layla: Client) -> None:
    assert layla.post(REAUTHENTICATE, {"password": "wrong"}).status_code != 302
    layla.post(house.url("payout-method/"), BANK)
    assert destination(house) is None


def test_a_proof_grows_stale_while_a_form_lies_open(house: House, layla: Client) -> None:
    prove(layla)
    assert b'name="account"' in layla.get(house.url("payout-method/")).content
    with time_machine.travel(clock.now() + timedelta(minutes=5, seconds=5), tick=False):
        answer = layla.post(house.url("payout-method/"), BANK)
        assert "identity" in answer.headers["Location"]
        assert b"Nothing was changed" in layla.get(house.url("payout-method/")).content
    assert destination(house) is None


def test_a_proof_from_the_future_is_none(house: House, layla: Client) -> None:
    prove(layla)
    with time_machine.travel(clock.now() - timedelta(hours=1), tick=False):
        layla.post(house.url("payout-method/"), BANK)
    assert destination(house) is None


def test_a_proof_holds_in_its_own_session_only(house: House, layla: Client) -> None:
    prove(layla)
    stolen = signed_in(house, "layla")
    stolen.post(house.url("payout-method/"), BANK)
    assert destination(house) is None


def test_a_proof_does_not_pass_to_whoever_signs_in_next(house: House, layla: Client) -> None:
    prove(layla)
    layla.post(reverse("account_logout"))
    person = house.huda.person
    person.set_password(PASSWORD)
    person.save()
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    layla.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    layla.post(house.url("payout-method/"), {**BANK, "holder": "Huda"})
    assert destination(house, "huda") is None


def test_a_session_given_by_somebody_else_is_worth_nothing_after_signing_in(house: House) -> None:
    planted = Client()
    planted.get(reverse("account_login"))
    planted.session.save()
    before = planted.session.session_key
    person = house.layla.person
    person.set_password(PASSWORD)
    person.save()
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    planted.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    assert planted.session.session_key != before


def test_no_form_is_taken_without_its_token_even_with_fresh_proof(house: House, layla: Client) -> None:
    prove(layla)
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = layla.cookies
    assert strict.post(house.url("payout-method/"), BANK).status_code == 403
    assert strict.post(house.url("payout-method/gifts/"), {"amount": "1", "key": "k"}).status_code == 403
    assert destination(house) is None


def test_a_link_changes_nothing(house: House, layla: Client) -> None:
    prove(layla)
    layla.get(house.url("payout-method/"), BANK)
    assert destination(house) is None


def test_a_number_smuggled_into_the_form_sets_nobody_elses(house: House, layla: Client) -> None:
    prove(layla)
    smuggled = {**BANK, "membership_id": house.huda.pk, "membership": house.huda.pk, "by": str(house.huda.party_id)}
    layla.post(house.url("payout-method/"), smuggled)
    assert destination(house, "huda") is None


def test_two_tabs_end_in_one_destination_that_waits_and_two_letters(house: House, layla: Client) -> None:
    house.owe("layla", 4_000)
    prove(layla)
    layla.post(house.url("payout-method/"), BANK)
    layla.post(house.url("payout-method/"), {"kind": "cash", "note": "from the other tab"})
    now = destination(house)
    assert now.kind == "cash"
    assert now.usable_from > clock.now() + timedelta(hours=71)
    told = OutboxMessage.objects.filter(payload__kind="payout_method_changed")
    assert told.count() == 3, "the one before, and one for each tab"


def test_who_has_no_password_gets_a_code_by_mail(house: House) -> None:
    layla, address = house.client("layla"), house.url("payout-method/identity/")
    assert layla.post(house.url("payout-method/"), BANK).status_code == 302
    assert destination(house) is None, "no password is no proof"
    layla.post(address)
    before = layla.session.session_key
    assert layla.post(address, {"code": mailed_code().lower()}).status_code == 302
    assert layla.session.session_key != before, "a session that was planted ends here"
    layla.post(house.url("payout-method/"), BANK)
    assert destination(house).mask == "…7519"


def test_a_code_is_for_the_browser_that_asked_and_for_once(house: House) -> None:
    layla, thief, address = house.client("layla"), house.client("layla"), house.url("payout-method/identity/")
    layla.post(address)
    code = mailed_code()
    assert thief.post(address, {"code": code}).status_code == 422
    assert layla.post(address, {"code": code}).status_code == 302
    with time_machine.travel(clock.now() + timedelta(minutes=6), tick=False):
        assert layla.post(address, {"code": code}).status_code == 422


def test_five_wrong_codes_end_the_right_one_too(house: House) -> None:
    layla, address = house.client("layla"), house.url("payout-method/identity/")
    layla.post(address)
    for _try in range(5):
        assert layla.post(address, {"code": "WRONG2"}).status_code == 422
    assert layla.post(address, {"code": mailed_code()}).status_code == 422


def test_a_code_of_ten_minutes_ago_is_over(house: House) -> None:
    layla, address = house.client("layla"), house.url("payout-method/identity/")
    layla.post(address)
    with time_machine.travel(clock.now() + timedelta(minutes=10, seconds=5), tick=False):
        assert layla.post(address, {"code": mailed_code()}).status_code == 422


def test_a_new_code_ends_the_one_before(house: House) -> None:
    layla, address = house.client("layla"), house.url("payout-method/identity/")
    layla.post(address)
    old = mailed_code()
    layla.post(address)
    assert layla.post(address, {"code": old}).status_code == 422


def test_the_code_is_no_way_round_a_password(house: House, layla: Client) -> None:
    address = house.url("payout-method/identity/")
    assert layla.post(address).headers["Location"].startswith(REAUTHENTICATE)
    assert not OutboxMessage.objects.filter(payload__kind="identity_code").exists()


def test_whoever_has_an_app_or_passkey_shows_that(house: House) -> None:
    TOTP.activate(house.layla.person, generate_totp_secret())
    way = house.client("layla").get(house.url("payout-method/identity/")).headers["Location"]
    assert way.startswith(reverse("mfa_reauthenticate"))


def test_an_address_to_go_on_to_is_never_somebody_elses(house: House, layla: Client) -> None:
    way = layla.get(house.url("payout-method/identity/?next=https://evil.example&kind=https://evil.example"))
    assert "evil.example" not in way.headers["Location"]


def test_the_letter_goes_to_the_address_of_before_a_change(house: House, layla: Client) -> None:
    person = house.layla.person
    old = person.email
    fresh = EmailAddress.objects.create(user=person, email="thief@elsewhere.example", verified=True)
    prove(layla)
    layla.post(reverse("account_email"), {"action_primary": "", "email": fresh.email})
    person.refresh_from_db()
    assert person.email == "thief@elsewhere.example"
    layla.post(house.url("payout-method/"), BANK)
    mail.outbox.clear()
    outbox.deliver(at=clock.now())
    told = {to: letter.body for letter in mail.outbox for to in letter.to}
    assert {old, "thief@elsewhere.example"} <= set(told)
    assert "7519" in told[old]
    assert IBAN not in "".join(told.values())


@pytest.mark.parametrize("rest", ["payouts/{}/confirmation/", "payouts/{}/proof/", "gifts/{}/withdrawal/"])
def test_what_is_somebody_elses_answers_like_what_is_not_there(house: House, rest: str) -> None:
    batch, huda = house.draft(), house.client("huda")
    payouts.approve_batch(batch_id=batch.id, batch_hash=batch.hash, by=house.owner.party_id, at=clock.now())
    house.owe("layla", 500)
    gift = payouts.donate(membership_id=house.layla.pk, amount_minor=500, at=clock.now(), key="one")
    theirs = gift if "gifts" in rest else batch.payouts[0].id
    method = huda.get if "proof" in rest else huda.post
    answers = [method(house.url(f"payout-method/{rest.format(number)}")) for number in (theirs, 987_654_321)]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert plain(answers[0].content) == plain(answers[1].content)


def plain(page: bytes) -> bytes:
    """The page without what differs each time it is drawn, and without the number that was asked for."""
    return re.sub(rb"[A-Za-z0-9_-]{40,}|\d+", b"", page)


def test_no_page_shows_a_destination_whole(house: House, layla: Client) -> None:
    prove(layla)
    layla.post(house.url("payout-method/"), BANK)
    house_pages = [("layla", "payout-method/"), ("owner", "payouts/"), ("treasurer", "payouts/")]
    for name, rest in house_pages:
        browser = layla if name == "layla" else house.client(name)
        assert IBAN.encode() not in browser.get(house.url(rest)).content


def test_no_other_way_in_sets_a_destination() -> None:
    """One view of the whole site calls the door, and that view asks for proof first."""
    web = Path(payouts.__file__).parents[1] / "web"
    callers = [path for path in web.rglob("*.py") if "set_method(" in path.read_text(encoding="utf-8")]
    assert [path.name for path in callers] == ["payout_method.py"]
    view = callers[0].read_text(encoding="utf-8")
    assert view.index("is_fresh = fresh_proof.is_fresh(request)") < view.index("payouts.set_method(")
