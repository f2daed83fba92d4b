"""The settlement becomes a signed bundle, chained to the one before, and everybody concerned is told."""

import json
from datetime import timedelta
from importlib.metadata import version
from typing import Any

from django.conf import settings

from diwan.distribution import keys
from diwan.distribution.actions.context import Close
from diwan.distribution.events import SETTLEMENT_PUBLISHED
from diwan.distribution.models import BundleFile, Line, MemberProof, Publication
from diwan.engine.bundle import Bundle, BundleError, BundleMeta, build_bundle, seal_bundle
from diwan.engine.public import settlement_document
from diwan.kernel import registry
from diwan.people.public import get_parties, notify_many


def publish_period(close: Close) -> None:
    """Build, sign and store the bundle; open the objection window; leave each member a notice. Raises CloseStopped."""
    row = close.row
    previous = Publication.objects.filter(community=row.community_id).order_by("-sequence").first()
    bundle = _build(close, previous)
    signature, public_key = keys.sign(bundle.manifest_bytes)
    row.published_at = close.at
    row.objections_until = close.at + timedelta(days=settings.OBJECTION_DAYS)
    publication = Publication.objects.create(
        period=row,
        community_id=row.community_id,
        settlement_id=close.settlement_id,
        sequence=previous.sequence + 1 if previous else 1,
        manifest_hash=bundle.manifest_hash,
        previous_manifest_hash=previous.manifest_hash if previous else "",
        statement_root=bundle.statement_root,
        receipt_root=bundle.receipt_root,
        signature=signature,
        public_key=public_key,
        published_at=close.at,
    )
    files = seal_bundle(bundle, signature=signature, public_key_raw=public_key)
    BundleFile.objects.bulk_create(
        BundleFile(publication=publication, path=path, content=content) for path, content in sorted(files.items())
    )
    MemberProof.objects.bulk_create(
        [MemberProof(publication=publication, pid=pid, content=proof) for pid, proof in sorted(bundle.proofs.items())],
        batch_size=200,
    )
    _tell_members(close)
    registry.announce(
        SETTLEMENT_PUBLISHED,
        community_id=row.community_id,
        period=row.label,
        manifest_hash=bundle.manifest_hash,
        at=close.at,
    )


def _build(close: Close, previous: Publication | None) -> Bundle:
    meta = BundleMeta(
        settlement_id=close.settlement_id,
        community=close.community.slug,
        period=close.row.label,
        engine_version=version("diwan"),
        previous_manifest_hash=previous.manifest_hash if previous else None,
        sequence=previous.sequence + 1 if previous else 1,
        opened_plan_hash=close.row.plan_hash,
        secret=bytes(close.row.secret),
    )
    edges = [edge._asdict() for edge in close.settlement.edges]
    try:
        return build_bundle(
            plan=json.loads(close.row.plan.document),
            inputs=close.document,
            outputs={**settlement_document(close.settlement), "edges": edges},
            meta=meta,
            statements=_statements(close),
        )
    except BundleError as error:
        raise close.stopped(str(error)) from error


def _statements(close: Close) -> dict[str, dict[str, Any]]:
    """What each person's leaf commits to beside the shares: what is payable, what is held and until when."""
    lines = Line.objects.filter(period=close.row).prefetch_related("holds").order_by("pid")
    return {
        line.pid: {
            "earned": line.earned_minor,
            "payable": line.payable_minor,
            "held": [
                {"amount": hold.amount_minor, "kind": hold.kind, "until": hold.until_period}
                for hold in sorted(line.holds.all(), key=lambda hold: hold.kind)
            ],
        }
        for line in lines
    }


def _tell_members(close: Close) -> None:
    earned = dict(Line.objects.filter(period=close.row).order_by("party").values_list("party", "earned_minor"))
    known = get_parties(community_id=close.row.community_id, parties=earned)
    told = {
        view.membership_id: {
            "period": close.row.label, "amount_minor": earned[party], "currency": close.community.currency
        }
        for party, view in known.items()
        if view.membership_id is not None
    }  # fmt: skip
    url = f"/c/{close.community.slug}/statement/{close.row.label}/"
    notify_many(told=told, kind="settlement_published", url=url, at=close.at)
