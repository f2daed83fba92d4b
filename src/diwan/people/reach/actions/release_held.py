from datetime import datetime
from itertools import groupby

from django.db import transaction

from diwan.kernel import outbox
from diwan.people.actions.notify import PUSH, push_notice, send_mail
from diwan.people.models import Device, HeldNotice

MAIL_GATHERED = "mail.gathered"
WAITED = "notices_waited"


def release_held(*, at: datetime) -> int:
    """What waited for the end of quiet hours goes out: one letter and one push per member. How many notices those were.

    Rows are taken and messages put in one transaction: two rounds at once send nothing twice.
    """
    with transaction.atomic():
        due = HeldNotice.objects.select_for_update(of=("self",)).select_related("notice")
        rows = list(due.filter(until__lte=at).order_by("membership_id", "notice_id"))
        for membership_id, group in groupby(rows, key=lambda row: row.membership_id):
            _send(membership_id, list(group), at)
        HeldNotice.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return len(rows)


def forgo_held(*, before: datetime) -> int:
    """Drop what should have gone out before that instant: of a history that was moved in nothing is news."""
    return HeldNotice.objects.filter(until__lt=before).delete()[0]


def _send(membership_id: int, rows: list[HeldNotice], at: datetime) -> None:
    letters = [row.notice for row in rows if row.by_mail]
    if len(letters) == 1:
        one = letters[0]
        send_mail(membership_id=membership_id, kind=one.kind, facts=one.facts, url=one.url, at=at, group=one.group)
    elif letters:
        ids = [notice.pk for notice in letters]
        outbox.put(topic=MAIL_GATHERED, payload={"membership": membership_id, "notices": ids}, at=at)
    pushes = [row.notice for row in rows if row.by_push]
    for device_id in Device.objects.filter(membership=membership_id).values_list("pk", flat=True) if pushes else ():
        if len(pushes) == 1:
            push_notice(pushes[0], device_id=device_id, at=at)
        else:
            told = {"kind": WAITED, "facts": {"number": len(pushes)}, "url": "", "group": "community"}
            outbox.put(topic=PUSH, payload={**told, "device": device_id, "tag": WAITED}, at=at)
