"""Addresses of accounts that the walk through every page must be told about."""

BEGINNINGS: list[tuple[str, list[str]]] = [
    (name, []) for name in ("mfa_index", "usersessions_list", "mfa_list_webauthn")
]
NO_PAGE: set[str] = {"mfa_download_recovery_codes", "mfa_login_webauthn", "session_ending"}
OF_A_MOMENT: set[str] = {
    "mfa_authenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn", "mfa_deactivate_totp",
    "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_remove_webauthn", "mfa_edit_webauthn",
    "socialaccount_signup", "socialaccount_connections", "socialaccount_login_cancelled", "socialaccount_login_error",
}  # fmt: skip
