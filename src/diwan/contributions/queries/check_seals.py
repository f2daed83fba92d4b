from collections import Counter
from collections.abc import Iterator
from datetime import date

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from diwan.contributions import days, sealing
from diwan.contributions.models import Act, DaySeal
from diwan.contributions.queries.tally import rolled_until
from diwan.contributions.views import Finding

_DIFFERENCES = """
SELECT day, kind, SUM(deeds), SUM(points) FROM (
    SELECT day, actor, recipient, kind, CASE WHEN voids_id IS NULL THEN 1 ELSE -1 END AS deeds, magnitude AS points
    FROM contributions_act WHERE community_id = %s AND day <= %s
    UNION ALL
    SELECT day, actor, recipient, kind, -count, -points
    FROM contributions_pairday WHERE community_id = %s AND day <= %s
) AS told
GROUP BY day, actor, recipient, kind
HAVING SUM(deeds) <> 0 OR SUM(points) <> 0
ORDER BY day, kind"""


def check_seals(*, community_id: int) -> list[Finding]:
    """Everything in the community's book that is not as it was sealed; empty when all is well.

    Kinds: act_altered (or slipped in; named), acts_missing, seal_altered, chain_broken, act_outside, roll_up_differs.
    """
    findings: list[Finding] = []
    before: DaySeal | None = None
    for seal in DaySeal.objects.filter(community=community_id).order_by("day").iterator(chunk_size=50):
        findings += _before_the_chain(seal) if before is None else ()
        findings += _broken_link(before, seal)
        findings += _altered_day(seal)
        before = seal
    return [*findings, *_roll_up_differences(community_id)]


def _before_the_chain(first: DaySeal) -> Iterator[Finding]:
    for act in Act.objects.filter(community=first.community_id, day__lt=first.day).order_by("day", "key"):
        sentence = _("The deed “%(key)s” lies on %(day)s, before the first sealed day.")
        yield _finding("act_outside", act.day, act, sentence)


def _broken_link(before: DaySeal | None, seal: DaySeal) -> Iterator[Finding]:
    follows = before is None or seal.day == days.next_day(before.day)
    if not follows or seal.previous_hash != (sealing.GENESIS if before is None else before.seal_hash):
        yield _finding(
            "chain_broken", seal.day, None, _("The seal of %(day)s does not follow from the seal before it.")
        )


def _altered_day(seal: DaySeal) -> Iterator[Finding]:
    acts = Act.objects.filter(community=seal.community_id, day=seal.day)
    digests = {act.pk: sealing.act_digest(act) for act in acts.iterator(chunk_size=5000)}
    if seal.seal_hash == sealing.seal_hash(seal.day, seal.previous_hash, digests.values()):
        return
    sealed = bytes(seal.marks)
    marks = Counter(sealed[i : i + sealing.MARK_BYTES] for i in range(0, len(sealed), sealing.MARK_BYTES))
    strangers = [pk for pk, digest in digests.items() if digest[: sealing.MARK_BYTES] not in marks]
    for act in Act.objects.filter(pk__in=strangers).order_by("key"):
        sentence = _("The deed “%(key)s” of %(day)s is not as it was sealed, or was slipped in afterwards.")
        yield _finding("act_altered", seal.day, act, sentence)
    gone = seal.act_count - len(digests)
    if gone > 0:
        sentence = ngettext("One deed of %(day)s is missing.", "%(count)s deeds of %(day)s are missing.", gone)
        yield Finding("acts_missing", seal.day, None, None, sentence % {"day": seal.day.isoformat(), "count": gone})
    if not strangers and gone <= 0:
        yield _finding(
            "seal_altered", seal.day, None, _("The seal of %(day)s itself was altered; its deeds are whole.")
        )


def _roll_up_differences(community_id: int) -> Iterator[Finding]:
    newest = rolled_until(community_id)
    if newest is None:
        return
    scope = [community_id, connection.ops.adapt_datefield_value(newest)]
    with connection.cursor() as cursor:
        cursor.execute(_DIFFERENCES, scope + scope)
        differences = cursor.fetchall()
    for stored_day, kind, deeds, points in differences:
        day = date.fromisoformat(str(stored_day))
        sentence = _(
            "The roll-up of %(day)s differs from its deeds of the kind “%(kind)s”: by %(deeds)s and %(points)s points."
        )
        facts = {"day": day.isoformat(), "kind": kind, "deeds": deeds, "points": points}
        yield Finding("roll_up_differs", day, None, None, sentence % facts)


def _finding(kind: str, day: date, act: Act | None, sentence: str) -> Finding:
    key = None if act is None else act.key
    return Finding(kind, day, None if act is None else act.pk, key, sentence % {"day": day.isoformat(), "key": key})
