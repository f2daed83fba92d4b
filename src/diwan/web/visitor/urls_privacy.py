"""One's own data: what is kept, a copy of it, the end of it. The policy is for everybody."""

from django.urls import path

from diwan.web.visitor.views import own_data, policy

urlpatterns = [
    path("privacy/", policy.policy, name="privacy_policy"),
    path("profile/data/", own_data.own_data, name="own_data"),
    path("profile/data/copy/", own_data.copy, name="data_copy"),
    path("profile/data/copy/file/", own_data.copy_file, name="data_copy_file"),
    path("profile/erasure/", own_data.erasure, name="erasure"),
    path("profile/erasure/withdrawal/", own_data.erasure_withdrawal, name="erasure_withdrawal"),
]
