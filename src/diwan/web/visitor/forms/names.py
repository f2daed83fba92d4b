from typing import Any

from django import forms
from django.utils.translation import gettext as _

from diwan.people import public as people
from diwan.people.errors import NameMissing
from diwan.people.public import tidy_name
from diwan.trust import public as trust


class NameField(forms.CharField):
    """A person's name: on one line, visible, unable to turn or hide what stands beside it."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=80, **options)

    def clean(self, value: Any) -> str:
        """The tidied name; refused when nothing visible is left of it."""
        name = tidy_name(super().clean(value))
        if not name:
            raise forms.ValidationError(NameMissing.sentence, code="name")
        return name


def refuse_impostor(name: str, person: people.Person | None = None) -> None:
    """Raise ValidationError when the name would be taken for an office, a community's own or an earlier member's.

    Somebody new is asked about offices here, and about a community's members when they join it.
    """
    found = trust.find_impostor(name=name, community_id=None) if person is None else impostor_anywhere(name, person)
    if found is not None:
        raise forms.ValidationError(words_for(found), code="impostor")


def impostor_anywhere(name: str, person: people.Person) -> trust.Impostor | None:
    """Whom the name imitates in any community the person belongs to."""
    for community in people.list_communities(person_id=person.pk):
        member = people.get_membership(community_id=community.pk, person_id=person.pk)
        if member is not None:
            found = trust.find_impostor(name=name, community_id=community.pk, membership_id=member.pk)
            if found is not None:
                return found
    return None


def words_for(found: trust.Impostor) -> str:
    """Why the name cannot be taken, and what helps."""
    said = {
        "office": _("“%(name)s” would be read as an office here. Use a name of your own."),
        "community": _("“%(name)s” is the name of the community itself. Use a name of your own."),
        "member": _(
            "“%(name)s” is somebody here already, or looks the same. Add your family name, or anything of yours."
        ),
    }
    return said[found.kind] % {"name": found.name}


def refusal_to_join(person: people.Person, community: people.Community) -> str:
    """Why somebody new cannot join under their name, or ''. Who belongs already, or has belonged, is let in."""
    if people.get_membership(community_id=community.pk, person_id=person.pk) is not None:
        return ""
    found = trust.find_impostor(name=person.display_name, community_id=community.pk)
    return words_for(found) if found else ""
