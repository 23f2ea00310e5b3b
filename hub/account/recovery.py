"""Owns coming back without the password: with the code on paper or one by mail; it must not tell who has an account."""

from __future__ import annotations

from contract.account import MailWanted, Recovery, SignedIn
from hub.account import accounts, codes, passwords, pauses, sessions
from hub.account.mail import Post
from hub.account.service import Accounts, signed_in, wrong
from hub.core.callers import hashed
from hub.core.hub import Hub

SUBJECT = "Ihr Code für die WueApp"
TEXT = """Guten Tag,

jemand hat in der WueApp einen Code für ein neues Passwort angefordert.
Der Code ist:

    {code}

Er gilt 30 Minuten. Geben Sie ihn in der App bei „Passwort vergessen“ ein.

Waren Sie das nicht? Dann müssen Sie nichts tun. Ihr Passwort bleibt, wie es ist.
Geben Sie den Code niemandem weiter. Wir fragen Sie nie danach.
"""


class Recoveries:
    """Both ways. Blocks."""

    def __init__(self, hub: Hub, known: Accounts) -> None:
        self._hub = hub
        self._known = known
        self._post = Post(hub.settings.mail_url)

    def recover(self, asked: Recovery, address: str) -> SignedIn:
        """A new password: all sessions end, a new one begins, and there is a new code for paper.

        Raises Refusal: 401 when name and code do not fit, whichever of them; 422 a weak password; 429.
        """
        passwords.expect_strong(asked.new_password, asked.nickname, "#/new_password")
        with self._hub.database.writing() as connection:
            counted = pauses.tries(connection, asked.nickname, address)
            pauses.count(connection, counted, self._known.at())
            row = accounts.named(connection, asked.nickname)
            right = row and codes.fits(connection, row.id, row.recovery, asked.code, self._known.at())
        if not row or not right:
            raise wrong()
        fresh, code = passwords.hash_of(asked.new_password), codes.recovery_code()
        with self._hub.database.writing() as connection:
            at, today = self._known.at(), accounts.by_id(connection, row.id)
            # Asked again: a code works once, also when it comes twice at the same time.
            if today is None or not codes.fits(connection, row.id, today.recovery, asked.code, at):
                raise wrong()
            pauses.right(connection, counted, at)
            accounts.change(connection, row.id, password=fresh, recovery=hashed(codes.plain(code)))
            codes.forget(connection, row.id)
            sessions.end_all(connection, row.id)
            return signed_in(connection, today._replace(password=fresh), asked.device, at, code)

    def mail_code(self, asked: MailWanted, address: str) -> None:
        """A code by mail, if somebody has that address; answered alike and at once either way. Raises Refusal (429)."""
        with self._hub.database.writing() as connection:
            pauses.count(connection, pauses.mails(connection, asked.email, address), self._known.at())
        self._post.later(lambda: self._send(asked.email))

    def _send(self, email: str) -> None:
        with self._hub.database.writing() as connection:
            row = accounts.by_mail(connection, email)
            code = codes.mail_code(connection, row.id, self._known.at()) if row else ""
        if row and row.email:
            # To the address the account has, not to the one that was typed: they may look alike.
            self._post.send(row.email, SUBJECT, TEXT.format(code=code))
