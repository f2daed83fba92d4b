"""Tagged links, and what networks tell of the sales that began here."""

from datetime import UTC, date, datetime

import pytest

from diwan.people import errors as people_errors
from diwan.people import public as people
from diwan.promotion import errors
from diwan.promotion import public as promotion

AT = datetime(2026, 10, 25, 9, tzinfo=UTC)
COLUMNS = {"reference": "رقم العملية", "code": "SubID", "date": "Date", "amount": "Commission", "status": "State"}
WORDS = {"pending": ["معلّق", "open"], "confirmed": ["approved"], "reversed": ["rejected", "مرفوض"]}


@pytest.fixture
def shop(grove) -> promotion.Programme:
    return promotion.keep_programme(
        by=grove.owner, name="Seedtray", tag_parameter="tag", tag_value="bustan-21", code_parameter="subid",
        hosts=["https://seedtray.example/", "seeds.example"], columns=COLUMNS, status_words=WORDS, at=AT,
    )  # fmt: skip


def link(grove, shop, target: str = "https://www.seedtray.example/tray?size=2&tag=other") -> promotion.AffiliateLink:
    return promotion.make_link(by=grove.owner, programme_id=shop.pk, target=target, title="Trays", at=AT)


def told(grove, shop, *lines: str, by: people.Membership | None = None) -> promotion.ImportResult:
    text = "رقم العملية;SubID;Date;Commission;State\n" + "\n".join(lines)
    return promotion.import_commissions(by=by or grove.treasurer, programme_id=shop.pk, text=text, at=AT)


def test_a_link_leads_out_with_our_tag_and_code_and_only_to_the_hosts_on_the_list(grove, shop) -> None:
    made = link(grove, shop)
    assert promotion.tagged(made) == f"https://www.seedtray.example/tray?size=2&tag=bustan-21&subid={made.code}"
    for target in (
        "http://seedtray.example/tray", "https://seedtray.example.evil.example/",
        "https://evil.example/?seedtray.example", "https://seedtray.example@evil.example/", "javascript:alert(1)", "https://notseedtray.example/",
        "//seeds.example",
    ):  # fmt: skip
        with pytest.raises(errors.BadAddress):
            link(grove, shop, target)


def test_commissions_are_held_until_confirmed_and_income_only_when_the_money_came(grove, shop) -> None:
    made = link(grove, shop)
    first = told(
        grove, shop, f"A1;{made.code.lower()};٢٠٢٦-١٠-٠٣;١٢٫٥٠;معلّق", f"A2;{made.code};04/10/2026;8.25;approved",
        "A3;elsewhere;05.10.2026;$3;approved", "A4;;nonsense;1;open", "A5;;2026-10-05;0;open",
        "A6;;2026-10-05;1;unknown word", "A2;;2026-10-05;1;open", ";;2026-10-05;1;open",
    )  # fmt: skip
    assert (first.new_count, first.unmatched_count) == (3, 1)
    assert [(one.line, one.trouble) for one in first.left_out] == [
        (5, "date"), (6, "amount"), (7, "status"), (8, "twice"), (9, "reference"),
    ]  # fmt: skip
    assert grove.balance("assets:bank") == 0, "what a network promises is nobody's money yet"
    assert pay(grove, shop) == 1_125
    assert grove.balance("assets:bank") == 1_125
    grove.close("2026-10")
    assert sorted(row["gross"] for row in grove.recognised()) == [300, 825]
    assert {row["income"] for row in grove.recognised()} == {"affiliate"}
    owed = promotion.get_programme(viewer=grove.owner, programme_id=shop.pk).owed
    assert (owed.pending_minor, owed.confirmed_minor, owed.paid_minor) == (1_250, 0, 1_125)


def test_the_same_file_again_changes_nothing_and_a_pending_sale_may_still_change(grove, shop) -> None:
    line = "A1;;2026-10-03;12.50;open"
    told(grove, shop, line)
    again = told(grove, shop, line)
    assert (again.new_count, again.changed_count, again.same_count) == (0, 0, 1)
    assert told(grove, shop, "A1;;2026-10-03;11.00;approved").changed_count == 1
    assert pay(grove, shop) == 1_100
    for _tap in range(2):
        with pytest.raises(errors.NothingConfirmed):
            pay(grove, shop, key="other")


def test_a_reversal_before_and_after_the_month_was_shared(grove, shop) -> None:
    told(grove, shop, "A1;;2026-10-03;10;approved", "A2;;2026-10-03;20;approved", "A3;;2026-10-03;5;open")
    pay(grove, shop)
    told(grove, shop, "A1;;2026-10-03;10;مرفوض", "A3;;2026-10-03;5;rejected")
    assert (grove.balance("assets:bank"), grove.balance("liabilities:deferred")) == (2_000, 2_000)
    grove.close("2026-10")
    assert [row["gross"] for row in grove.recognised()] == [2_000]
    told(grove, shop, "A2;;2026-10-03;20;rejected")
    assert grove.balance("assets:bank") == 0
    assert grove.balance("assets:refunds_to_recover") == 2_000, "waits for the replay of the month"
    back = told(grove, shop, "A2;;2026-10-03;20;approved")
    assert [one.trouble for one in back.left_out] == ["paid"]


def test_a_file_without_the_columns_says_which_and_what_it_has(grove, shop) -> None:
    with pytest.raises(errors.UnreadableFile) as refusal:
        promotion.import_commissions(by=grove.owner, programme_id=shop.pk, text="id,sum\n1,2", at=AT)
    assert "رقم العملية" in str(refusal.value)
    assert "id, sum" in str(refusal.value)
    with pytest.raises(errors.TooLong):
        promotion.import_commissions(by=grove.owner, programme_id=shop.pk, text="x\n" * 6_000, at=AT)


def test_editors_make_links_but_no_member_does_and_strangers_find_nothing(grove, shop) -> None:
    people.grant_role(membership=grove.layla, role="editor", by=grove.owner, at=AT)
    editor = people.get_membership_by_party(community_id=grove.community.pk, party=grove.layla.party_id)
    promotion.make_link(by=editor, programme_id=shop.pk, target="https://seeds.example/a", title="A", at=AT)
    with pytest.raises(people_errors.NotAllowed):
        told(grove, shop, by=editor)
    with pytest.raises(people_errors.NotAllowed):
        promotion.make_link(
            by=grove.join("noor"), programme_id=shop.pk, target="https://seeds.example/a", title="A", at=AT
        )
    with pytest.raises(errors.NotFound):
        promotion.get_programme(viewer=grove.neighbour, programme_id=shop.pk)
    made = link(grove, shop)
    assert promotion.find_link(community_id=grove.community.pk, code=made.code) == made
    assert promotion.find_link(community_id=grove.neighbour.community_id, code=made.code) is None


def pay(grove, shop, key: str = "paid") -> int:
    return promotion.receive_commissions(
        by=grove.treasurer, programme_id=shop.pk, paid_into="bank", received=date(2026, 10, 25), at=AT, key=key
    )
