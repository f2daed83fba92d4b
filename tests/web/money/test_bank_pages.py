"""A keeper's pages: a bank's file looked over, kept, approved row by row; addresses to copy; an owner's webhooks."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile

from diwan.commerce import public as commerce
from diwan.ledger import public as ledger
from diwan.moving import public as moving

from .conftest import House


def bring(house: House, text: str, who: str = "treasurer") -> str:
    file = SimpleUploadedFile("oct.csv", ("Date,Description,Debit,Credit\n" + text).encode(), "text/csv")
    answer = house.client(who).post(house.url("bank/"), {"till": "bank", "file": file})
    return str(answer.headers.get("Location", answer.status_code))


def test_a_keeper_looks_the_file_over_keeps_it_and_approves_with_one_tap(house: House) -> None:
    order, keeper = house.order(), house.client("treasurer")
    place = bring(house, f"05/10/2026,TRF {order.reference},,6.00\n05/10/2026,FEE,1.00,\nTotal,,1.00,6.00\n")
    page = keeper.get(place).content.decode()
    assert "</bdi> transfer came in" in page
    assert "Nothing is kept yet" in page
    number = int(place.split("/")[-2])
    assert commerce.get_statement(community_id=house.community.pk, statement_id=number).rows == ()
    assert keeper.post(f"{place}keeping/").headers["Location"] == place
    page = keeper.get(place).content.decode()
    assert "Code and amount fit" in page
    [row] = commerce.get_statement(community_id=house.community.pk, statement_id=number).rows
    queue = keeper.get(house.url("receipts/")).content.decode()
    assert "seen in the bank statement" in queue
    for _tap in range(2):
        keeper.post(house.url(f"bank/rows/{row.id}/match/"), {"order": order.id, "statement": row.statement_id})
    assert house.again(order).status == "paid"
    assert ledger.balance(community_id=house.community.pk, account="assets:bank") == 600
    evidence = keeper.get(f"{place}statement.csv")
    assert evidence.content.startswith(b"Date,Description")
    assert "attachment" in evidence.headers["Content-Disposition"]


def test_columns_are_chosen_anew_and_a_draft_is_thrown_away(house: House) -> None:
    keeper = house.client("treasurer")
    place = bring(house, "05/10/2026,X,6.00,\n")
    assert "</bdi> transfers came in" in keeper.get(place).content.decode()
    choice = {
        "date": 0, "text": 1, "credit": 2, "debit": -1, "amount": -1, "sign": -1, "name": -1, "reference": -1,
        "decimal": ".", "order": "day",
    }  # fmt: skip
    assert keeper.post(f"{place}columns/", {**choice, "date": -1}).status_code == 422
    assert keeper.post(f"{place}columns/", choice).status_code == 302
    assert "</bdi> transfer came in" in keeper.get(place).content.decode()
    keeper.post(f"{place}disposal/")
    assert keeper.get(place).status_code == 404


def test_what_is_no_statement_is_said_in_the_form(house: House) -> None:
    bad = io.BytesIO(b"PK\x03\x04")
    bad.name = "x.xlsx"
    answer = house.client("owner").post(house.url("bank/"), {"till": "bank", "file": bad})
    assert answer.status_code == 422
    assert "no table we can read" in answer.content.decode()


def test_members_see_nothing_of_the_bank(house: House) -> None:
    place = bring(house, "05/10/2026,X,,6.00\n")
    for page in (place, f"{place}statement.csv"):
        assert house.client("layla").get(page).status_code == 403
    assert bring(house, "05/10/2026,Y,,6.00\n", "layla") == "403"


def test_a_payer_copies_the_account_from_the_order_and_a_closed_one_is_gone(house: House) -> None:
    order, owner = house.order(), house.client("owner")
    given = {"scheme": "iban", "address": "jo71 cbjo 0000 0000 0000 1234 5678 90", "holder": "Garden", "provider": ""}
    assert owner.post(house.url("tills/addresses/"), given).status_code == 302
    assert owner.post(house.url("tills/addresses/"), {**given, "address": "JO00"}).status_code == 422
    page = house.client("layla").get(house.url(f"orders/{order.id}/")).content.decode()
    assert "JO71CBJO0000000000001234567890" in page
    [one] = commerce.list_pay_addresses(community_id=house.community.pk)
    owner.post(house.url(f"tills/addresses/{one.id}/closure/"))
    page = house.client("layla").get(house.url(f"orders/{order.id}/")).content.decode()
    assert "JO71CBJO0000000000001234567890" not in page


def test_a_webhooks_secret_is_shown_once(house: House) -> None:
    owner = house.client("owner")
    given = {"url": "https://hooks.example.org/x", "note": "bot", "events": ["order.paid", "member.joined"]}
    place = owner.post(house.url("webhooks/"), given).headers["Location"]
    assert owner.get(place).content.decode().count("whsec_") == 1
    assert "whsec_" not in owner.get(place).content.decode()
    assert "whsec_" in owner.post(f"{place}secret/", follow=True).content.decode()
    assert owner.post(house.url("webhooks/"), {**given, "url": "http://plain.example.org"}).status_code == 422
    owner.post(f"{place}test/")
    [endpoint] = moving.list_webhooks(community_id=house.community.pk)
    [message] = moving.list_messages(community_id=house.community.pk, endpoint_id=endpoint.id)
    page = owner.get(house.url(f"webhooks/messages/{message.id}/")).content.decode()
    assert "webhook.test" in page
    owner.post(f"{place}closure/")
    assert not moving.list_webhooks(community_id=house.community.pk)[0].is_open
    for who in ("treasurer", "layla"):
        assert house.client(who).get(place).status_code == 403
