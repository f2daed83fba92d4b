"""Treasury, budget, bank statements, payout files."""

from django.urls import path

from diwan.web.steward.views import statements

urlpatterns = [
    path("payouts/source/", statements.source, name="payout_source"),
    path("payouts/statements/", statements.statements, name="payout_statements"),
    path("payouts/statements/<int:statement_id>/", statements.statement, name="payout_statement"),
    path(
        "payouts/statements/<int:statement_id>/application/",
        statements.application,
        name="payout_statement_application",
    ),
]
