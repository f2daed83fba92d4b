"""Invoices, credit notes, tax, cases of money gone back, exports for the accountant."""

from django.urls import path

from diwan.web.steward.views import exports, tax

urlpatterns = [
    path("documents/", tax.documents, name="documents"),
    path("tax/", tax.tax, name="tax"),
    path("cases/", tax.cases, name="cases"),
    path("exports/", exports.exports, name="exports"),
    path("exports/<slug:shape>/", exports.export, name="export"),
]
