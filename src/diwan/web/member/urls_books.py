"""The open books, the sharing plan, and one's own statement."""

from django.urls import path

from diwan.web.member.views import books, objects, plan, statement

urlpatterns = [
    path("books/", books.latest, name="books"),
    path("books/<str:period>/", books.month, name="books_month"),
    path("books/<str:period>/lines.csv", books.lines_csv, name="books_csv"),
    path("books/<str:period>/bundle.zip", books.bundle, name="books_bundle"),
    path("books/<str:period>/verification/", books.verification, name="books_verification"),
    path("o/<str:object_ref>/", objects.place, name="object"),
    path("plan/", plan.plan, name="plan"),
    path("plan/<int:plan_id>/", plan.version, name="plan_version"),
    path("statement/", statement.latest, name="statement"),
    path("statement/<str:period>/", statement.month, name="statement_month"),
    path("statement/<str:period>/acts/<str:kind>/", statement.acts, name="statement_acts"),
    path("statement/<str:period>/proof.json", statement.proof, name="statement_proof"),
    path("statement/<str:period>/objection/", statement.objection, name="statement_objection"),
]
