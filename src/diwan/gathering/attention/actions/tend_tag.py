from datetime import datetime

from django.db import transaction
from django.db.models import Q

from diwan.gathering.actions import loading
from diwan.gathering.attention.enums import TagStep
from diwan.gathering.attention.errors import TagNameNeeded, TagTaken
from diwan.gathering.attention.models import PostTag, Tag, TagFollow
from diwan.gathering.attention.tag_names import split_names, tag_key
from diwan.gathering.errors import NotFound, NotYours
from diwan.kernel import audit, locks
from diwan.people.public import can


def tend_tag(*, tag_id: int, by_id: int, step: str, name: str = "", at: datetime) -> Tag:
    """A steward renames a tag, merges it into the one called `name`, bans it or allows it again. One audit line.

    Renaming to a name that another tag has is refused; merging gives its posts and followers to the other.
    Raises MembersOnly, NotFound, NotYours, UnknownChoice, TagNameNeeded, TagTaken.
    """
    with transaction.atomic():
        by = loading.member(by_id)
        if not can(by, "moderate"):
            raise NotYours
        locks.exclusive(f"tags:{by.community_id}")
        tag = Tag.objects.filter(pk=tag_id, community=by.community_id, merged_into=None).first()
        if tag is None:
            raise NotFound
        loading.clean_choice(step, TagStep.values)
        was = tag.name
        kept = {TagStep.RENAME: _rename, TagStep.MERGE: _merge}.get(TagStep(step), _ban)(tag, step, name)
        audit.record(
            scope=by.community_id,
            actor=f"member:{by.party_id}",
            action="tag_tended",
            object_ref=f"tag:{tag.pk}",
            at=at,
            detail={"step": step, "was": was, "now": kept.name},
        )
    return kept


def _rename(tag: Tag, _step: str, name: str) -> Tag:
    """The old key stays as a merged tag, so that old addresses and old spellings lead here."""
    wanted = _one(name)
    key = tag_key(wanted)
    if key != tag.key:
        holder = Tag.objects.filter(community=tag.community_id, key=key).exclude(merged_into=tag).first()
        if holder is not None:
            raise TagTaken(name=holder.name)
        Tag.objects.filter(community=tag.community_id, key=key).delete()
        old = Tag(community_id=tag.community_id, key=tag.key, name=tag.name, merged_into=tag, created_at=tag.created_at)
        tag.key = key
        tag.name = wanted
        tag.save(update_fields=["key", "name"])
        old.save()
        return tag
    tag.name = wanted
    tag.save(update_fields=["name"])
    return tag


def _merge(tag: Tag, _step: str, name: str) -> Tag:
    others = Tag.objects.filter(community=tag.community_id, key=tag_key(_one(name))).exclude(pk=tag.pk)
    into = others.select_related("merged_into").first()
    into = (into.merged_into or into) if into else None
    if into is None or into.pk == tag.pk:
        raise NotFound
    links = PostTag.objects.filter(tag=tag)
    links.filter(post__in=PostTag.objects.filter(tag=into).values("post")).delete()
    links.update(tag=into)
    already = TagFollow.objects.filter(tag=into).values("membership")
    TagFollow.objects.filter(tag=tag).exclude(membership__in=already).update(tag=into)
    TagFollow.objects.filter(tag=tag).delete()
    Tag.objects.filter(Q(pk=tag.pk) | Q(merged_into=tag)).update(merged_into=into, post_count=0)
    into.post_count = PostTag.objects.filter(tag=into, published_at__isnull=False).count()
    into.save(update_fields=["post_count"])
    return into


def _ban(tag: Tag, step: str, _name: str) -> Tag:
    tag.is_banned = step == TagStep.BAN
    tag.save(update_fields=["is_banned"])
    return tag


def _one(name: str) -> str:
    names = split_names([name])
    if not names:
        raise TagNameNeeded
    return names[0]
