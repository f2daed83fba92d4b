"""Bank statements and the addresses where the tills receive."""

from django.urls import path

from diwan.web.steward.views import bank_statements, pay_addresses

urlpatterns = [
    path("tills/addresses/", pay_addresses.pay_addresses, name="pay_addresses"),
    path("tills/addresses/<int:address_id>/closure/", pay_addresses.closure, name="pay_address_closure"),
    path("bank/", bank_statements.bank_statements, name="bank_statements"),
    path("bank/<int:statement_id>/", bank_statements.bank_statement, name="bank_statement"),
    path("bank/<int:statement_id>/columns/", bank_statements.columns, name="bank_columns"),
    path("bank/<int:statement_id>/keeping/", bank_statements.keeping, name="bank_keeping"),
    path("bank/<int:statement_id>/disposal/", bank_statements.disposal, name="bank_disposal"),
    path("bank/<int:statement_id>/statement.csv", bank_statements.evidence, name="bank_evidence"),
    path("bank/rows/<int:row_id>/match/", bank_statements.match, name="bank_match"),
    path("bank/rows/<int:row_id>/setting-aside/", bank_statements.setting_aside, name="bank_setting_aside"),
    path("bank/rows/<int:row_id>/taking-up/", bank_statements.taking_up, name="bank_taking_up"),
]
