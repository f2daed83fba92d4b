"""What somebody with the database's password could do, once: the machine must notice each."""

from django.db import connection

from diwan.kernel import append_only

LEG = "SELECT id FROM ledger_leg WHERE community_id = {scope} AND amount_minor > 1"
STATEMENTS = {
    "leg": ["UPDATE ledger_leg SET amount_minor = amount_minor + 1 WHERE id = ({leg} ORDER BY id DESC LIMIT 1)"],
    "pair": [
        "UPDATE ledger_leg SET amount_minor = amount_minor + 1 WHERE id IN ({leg} AND side = 'debit' ORDER BY id DESC"
        " LIMIT 1)",
        "UPDATE ledger_leg SET amount_minor = amount_minor + 1 WHERE id IN ({leg} AND side = 'credit' ORDER BY id DESC"
        " LIMIT 1)",
    ],
    "party": [
        "UPDATE ledger_leg SET party = (SELECT party_id FROM people_membership WHERE community_id = {scope} ORDER BY id"
        " LIMIT 1) WHERE id = ({leg} AND party IS NOT NULL ORDER BY id DESC LIMIT 1)"
    ],
    "entry": [
        "DELETE FROM ledger_leg WHERE entry_id = (SELECT MAX(id) FROM ledger_entry WHERE community_id = {scope})",
        "DELETE FROM ledger_entry WHERE id = (SELECT MAX(id) FROM ledger_entry WHERE community_id = {scope})",
    ],
}


def tamper(*, kind: str, community_id: int) -> None:
    """Take the guards away, change the rows, put the guards back."""
    leg = LEG.format(scope=community_id)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            connection.check_constraints()
        for statement in append_only.removal_sql(connection):
            cursor.execute(statement)
        for statement in STATEMENTS[kind]:
            cursor.execute(statement.format(leg=leg, scope=community_id))
    if connection.vendor == "postgresql":
        connection.check_constraints()
    append_only.install()
