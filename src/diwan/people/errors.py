from django.utils.translation import gettext_lazy as _

from diwan.kernel.errors import DiwanError


class PeopleError(DiwanError):
    """Base of everything this room refuses."""


class NoSuchCommunity(PeopleError):
    sentence = _("There is no community called “%(slug)s” here.")


class SlugTaken(PeopleError):
    sentence = _("The address “%(slug)s” is taken. Choose another.")


class NameMissing(PeopleError):
    sentence = _("Write a name that others can see.")


class EmailTaken(PeopleError):
    sentence = _("Somebody already uses this e-mail address.")


class NotAMember(PeopleError):
    sentence = _("This is for members of the community. Join it first.")


class NotAllowed(PeopleError):
    sentence = _("Your role does not allow this. An owner of the community can.")


class InvitationOver(PeopleError):
    sentence = _("This invitation has been used up or has run out. Ask for a new one.")


class LastOwner(PeopleError):
    sentence = _("A community needs an owner. Name another one first.")


class CannotMerge(PeopleError):
    sentence = _("These two memberships cannot be merged: they belong to different communities or are merged already.")
