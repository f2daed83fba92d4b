"""The payout desk: another person approves what was looked at, a payee confirms, a failure returns."""

from diwan.payouts import public as payouts

from .conftest import House


def test_who_drafts_does_not_approve_and_another_approves_by_the_hash_shown(house: House) -> None:
    batch = house.draft("treasurer")
    address = house.url(f"payouts/{batch.id}/approval/")
    assert house.client("treasurer").post(address, {"hash": batch.hash}).status_code == 422
    owner = house.client("owner")
    assert batch.hash in owner.get(house.url(f"payouts/{batch.id}/")).content.decode()
    assert owner.post(address, {"hash": "0" * 64}).status_code == 422
    assert owner.post(address, {"hash": batch.hash}).status_code == 302
    assert payouts.get_batch(batch_id=batch.id, viewer=house.owner.party_id).status == "approved"


def test_a_payment_is_sent_with_proof_and_its_payee_confirms_it(house: House) -> None:
    batch = house.draft("treasurer")
    owner, payout = house.client("owner"), batch.payouts[0]
    owner.post(house.url(f"payouts/{batch.id}/approval/"), {"hash": batch.hash})
    address = house.url(f"payouts/{batch.id}/payments/{payout.id}/sending/")
    assert owner.post(address, {"proof": "", "paid_from": "cash"}).status_code == 422
    assert owner.post(address, {"proof": "TR-1", "paid_from": "cash"}).status_code == 302
    confirm = house.url(f"payout-method/payouts/{payout.id}/confirmation/")
    assert house.client("huda").post(confirm).status_code == 404
    assert house.client("layla").post(confirm).status_code == 302
    assert payouts.list_payouts(party=house.layla.party_id)[0].status == "confirmed"


def test_a_payment_that_came_back_is_on_the_balance_again(house: House) -> None:
    batch = house.draft("treasurer")
    owner, payout = house.client("owner"), batch.payouts[0]
    owner.post(house.url(f"payouts/{batch.id}/approval/"), {"hash": batch.hash})
    address = house.url(f"payouts/{batch.id}/payments/{payout.id}/failure/")
    assert owner.post(address, {"reason": ""}).status_code == 422
    owner.post(address, {"reason": "wrong number"})
    assert b"wrong number" in house.client("layla").get(house.url("payout-method/")).content
    assert b"$40.00 is owed to you now" in _plain(house.client("layla").get(house.url("payout-method/")).content)


def test_the_bank_file_is_for_keepers_and_only_after_approval(house: House, neighbours: House) -> None:
    batch = house.draft("treasurer")
    address = house.url(f"payouts/{batch.id}/files/bank-csv/")
    owner = house.client("owner")
    assert owner.post(address).status_code == 422
    owner.post(house.url(f"payouts/{batch.id}/approval/"), {"hash": batch.hash})
    assert owner.post(address).headers["Content-Type"].startswith("text/csv")
    assert owner.get(address).status_code == 405
    assert house.client("layla").post(address).status_code == 403
    assert neighbours.client("owner").post(neighbours.url(f"payouts/{batch.id}/files/bank-csv/")).status_code == 404


def test_a_batch_is_not_there_for_other_people(house: House, neighbours: House) -> None:
    batch = house.draft("treasurer")
    rest = f"payouts/{batch.id}/"
    assert house.client("layla").get(house.url(rest)).status_code == 403
    assert house.client("steward").get(house.url(rest)).status_code == 403
    assert neighbours.client("owner").get(neighbours.url(rest)).status_code == 404
    assert neighbours.client("owner").post(neighbours.url(f"{rest}approval/"), {"hash": batch.hash}).status_code == 404
    assert house.client("").get(house.url(rest)).status_code == 302


def test_a_changed_destination_waits_and_a_mistyped_account_is_refused(house: House) -> None:
    layla, address = house.client("layla"), house.url("payout-method/")
    wrong = {"kind": "bank", "holder": "Layla", "account": "SA0380000000608010167510"}
    refused = layla.post(address, wrong)
    assert refused.status_code == 422
    assert b"SA0380000000608010167510" in refused.content
    assert layla.post(address, {"kind": "cash", "note": "at the meeting"}).status_code == 302
    right = {"kind": "bank", "holder": "Layla", "account": "SA0380000000608010167519"}
    assert layla.post(address, right).status_code == 302
    page = layla.get(address).content
    assert b"You named this lately" in page
    assert b"SA0380000000608010167519" not in page


def _plain(content: bytes) -> bytes:
    return content.replace(b'<bdi class="num" dir="ltr">', b"").replace(b"</bdi>", b"")
