"""Cockpit, members, roles and invitations through their pages."""

import io

from diwan.people import public as people

from .conftest import House


def test_the_cockpit_names_a_receipt_and_leads_to_it(house: House, photo: io.BytesIO) -> None:
    order, owner = house.order(), house.client("owner")
    assert "nothing waits for you" in owner.get(house.url("overview/")).content.decode()
    house.client("layla").post(house.url(f"orders/{order.id}/photos/"), {"photo": photo})
    page = owner.get(house.url("overview/")).content.decode()
    assert "receipt waits to be checked" in page
    assert f'href="{house.url("receipts/")}">Check them' in page


def test_an_overdue_month_is_told_to_all_who_run_it_and_linked_for_those_who_may_close_it(house: House) -> None:
    month = house.open_month()
    link = house.url(f"periods/{month}/")
    assert link in house.client("owner").get(house.url("overview/")).content.decode()
    steward = house.client("steward").get(house.url("overview/")).content.decode()
    assert "is over and not closed" in steward
    assert link not in steward


def test_the_owner_gives_a_role_and_takes_it_away(house: House) -> None:
    owner = house.client("owner")
    assert owner.post(house.url("roles/"), {"member": house.huda.pk, "role": "", "duty": ""}).status_code == 422
    owner.post(house.url("roles/"), {"member": house.huda.pk, "role": "treasurer", "duty": ""})
    assert "treasurer" in people.membership_roles(membership_id=house.huda.pk)
    owner.post(house.url(f"roles/{house.huda.pk}/treasurer/revocation/"))
    assert "treasurer" not in people.membership_roles(membership_id=house.huda.pk)


def test_the_last_owner_stays(house: House) -> None:
    answer = house.client("owner").post(house.url(f"roles/{house.owner.pk}/owner/revocation/"))
    assert answer.status_code == 422
    assert "owner" in people.membership_roles(membership_id=house.owner.pk)


def test_a_role_is_not_given_to_or_by_somebody_elsewhere(house: House, neighbours: House) -> None:
    values = {"member": neighbours.layla.pk, "role": "treasurer", "duty": ""}
    assert house.client("owner").post(house.url("roles/"), values).status_code == 422
    assert house.client("treasurer").post(house.url("roles/"), values).status_code == 403
    here = {"member": house.layla.pk, "role": "owner", "duty": ""}
    assert neighbours.client("owner").post(house.url("roles/"), here).status_code == 403
    assert people.membership_roles(membership_id=house.layla.pk) == {"member"}


def test_an_invitation_is_a_link_and_a_code_without_inline_style(house: House) -> None:
    owner = house.client("owner")
    owner.post(house.url("invitations/"), {"note": "market", "days": "7", "uses": "٣"})
    row = people.list_invitations(community_id=house.community.pk)[0]
    assert (row.use_limit, row.note) == (3, "market")
    page = owner.get(house.url("invitations/")).content.decode()
    assert f"/i/{row.token}/" in page
    assert 'class="qr"' in page
    assert "style=" not in page
    assert house.client("layla").get(house.url("invitations/")).status_code == 403
