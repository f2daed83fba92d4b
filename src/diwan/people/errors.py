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


class CannotSwitchOff(PeopleError):
    sentence = _("Letters about your money, your account and decisions about you cannot be switched off.")


class BadDevice(PeopleError):
    sentence = _("This browser gave an address for its notices that cannot be used.")


class NewsletterGone(PeopleError):
    sentence = _("There is no such letter.")


class NewsletterOnItsWay(PeopleError):
    sentence = _("This letter is on its way already. It cannot be changed any more.")


class NobodyToWriteTo(PeopleError):
    sentence = _("Nobody is left to write to: choose other readers.")
