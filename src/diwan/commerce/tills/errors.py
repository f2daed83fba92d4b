from django.utils.translation import gettext_lazy as _

from diwan.commerce.errors import CommerceError


class NotAStatement(CommerceError):
    sentence = _(
        "This file is no table we can read. Ask the bank for CSV with a column of days and one of amounts; "
        "up to 5,000 rows."
    )


class NoSuchStatement(CommerceError):
    sentence = _("There is no such statement.")


class StatementKept(CommerceError):
    sentence = _("This statement is kept already; its file stays as evidence.")


class ColumnsMissing(CommerceError):
    sentence = _("Say which column holds the day and which the amount.")


class NothingIncoming(CommerceError):
    sentence = _("By these columns no money came in. Look at the columns again.")


class RowUsed(CommerceError):
    sentence = _("This row has been decided already. Reload the page to see how.")


class BadAddress(CommerceError):
    sentence = _("Write every line this way of receiving needs, as the bank or the wallet gave it to you.")
