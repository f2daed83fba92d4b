"""What the gateways refuse, and what a provider's folder raises: each with a sentence that a page may show."""

from django.utils.translation import gettext_lazy as _

from diwan.commerce.errors import CommerceError


class GatewayError(CommerceError):
    """Base of everything here."""


class NoSuchGateway(GatewayError):
    sentence = _("This way of paying online is not open here.")


class PlayMoney(GatewayError):
    sentence = _("A test account has play money only: it is opened where the installation allows play money, not here.")


class BadSettings(GatewayError):
    """Facts: `why`, a sentence of the provider's folder."""

    sentence = _("The provider cannot be connected like this: %(why)s")


class NotCapable(GatewayError):
    sentence = _("%(provider)s cannot do this.")


class UnfitAmount(GatewayError):
    """The provider cannot take this amount or currency. Raised before anything is sent."""

    sentence = _("%(provider)s cannot take exactly this amount in %(currency)s.")


class Forged(GatewayError):
    """A delivery whose signature is missing or wrong. Answered with 400, never kept."""

    sentence = _("The message was not signed by the provider.")


class Stale(GatewayError):
    """A delivery signed more than five minutes ago, or from the future. Answered with 400, never kept."""

    sentence = _("The message is too old.")


class Unreadable(GatewayError):
    """The provider's words do not have the form its documentation promises."""

    sentence = _("The provider's answer cannot be understood.")


class ProviderDown(GatewayError):
    """It did not answer, or with 5xx or 429: the same request may be sent again, with the same key."""

    sentence = _("%(provider)s does not answer just now. Nothing was changed; try again in a moment.")


class ProviderRefused(GatewayError):
    """It answered, and said no. Facts: `provider`, `why` (its own words, shown to keepers only)."""

    sentence = _("%(provider)s said no: %(why)s")


class NotOurs(GatewayError):
    """Amount, currency, mode or order of a payment are not what was asked for: nothing is settled, a person looks."""

    sentence = _("The payment at the provider is not the one that was asked for: %(why)s")
