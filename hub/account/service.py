"""Owns what one can do with accounts: sign up and in, stay and leave, change; it must not speak HTTP or hold SQL.

Hashing happens outside of transactions, so that nobody waits for it but who asked.
"""

from __future__ import annotations

import secrets

from sqlalchemy import Connection

from contract.account import (
    Account,
    AccountChange,
    Credentials,
    NewAccount,
    PasswordChange,
    Refresh,
    Sessions,
    SignedIn,
    Tokens,
)
from contract.problems import Code
from hub.account import accounts, codes, passwords, pauses, sessions
from hub.account.accounts import Row
from hub.core.callers import Caller, hashed
from hub.core.hub import Hub
from hub.core.problems import Refusal, not_found


class Accounts:
    """Everything blocks: it runs in worker threads."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub

    def at(self) -> int:
        """Now, in Unix milliseconds."""
        return int(self._hub.now() * 1000)

    def sign_up(self, new: NewAccount) -> SignedIn:
        """A new account, signed in, with its recovery code. Raises Refusal: 409 name taken, 422."""
        passwords.expect_strong(new.password, new.nickname, "#/password")
        with self._hub.database.reading() as connection:
            accounts.free(connection, new.nickname)
        password, code, at = passwords.hash_of(new.password), codes.recovery_code(), self.at()
        with self._hub.database.writing() as connection:
            kept = hashed(codes.plain(code))
            row = accounts.add(connection, at, new.nickname, new.email, password=password, recovery=kept)
            return signed_in(connection, row, new.device, at, code)

    def sign_in(self, who: Credentials, address: str) -> SignedIn:
        """By nickname or e-mail. Raises Refusal: 401 when they do not fit, whichever of them; 429."""
        with self._hub.database.writing() as connection:
            counted = pauses.tries(connection, who.nickname, address)
            pauses.count(connection, counted, self.at())
            row = accounts.named(connection, who.nickname)
        if not passwords.fits(who.password, row.password if row else None) or row is None:
            raise wrong()
        fresh = passwords.hash_of(who.password) if passwords.outdated(row.password or "") else row.password
        with self._hub.database.writing() as connection:
            pauses.right(connection, counted, self.at())
            self._expect_same(connection, row)
            if fresh != row.password:
                accounts.change(connection, row.id, password=fresh)
            return signed_in(connection, row, who.device, self.at())

    def enter(self, account: str, device: str) -> SignedIn:
        """A session for an account whose owner has proven elsewhere who they are. Raises Refusal (401)."""
        with self._hub.database.writing() as connection:
            row = accounts.by_id(connection, account)
            if row is None:
                raise wrong()
            return signed_in(connection, row, device, self.at())

    def arrive(self, pseudonym: str, device: str) -> SignedIn:
        """The same by the pseudonym of an issuer (`ACCOUNT.elsewhere`); the first time the account is made."""
        at = self.at()
        with self._hub.database.writing() as connection:
            row = accounts.by_elsewhere(connection, pseudonym)
            if row is None:
                # Pseudonymous: nothing the issuer knows of the person becomes the name. It can be changed.
                row = accounts.add(connection, at, f"Person {secrets.token_hex(5)}", elsewhere=pseudonym)
            return signed_in(connection, row, device, at)

    def refresh(self, asked: Refresh) -> Tokens:
        """The next pair of tokens. Raises Refusal (401)."""
        with self._hub.database.writing() as connection:
            tokens = sessions.renew(connection, asked.refresh_token, self.at())
        # Said only now: that the session has ended must stay, even though this is refused.
        if tokens is None:
            raise Refusal(Code.SESSION_ENDED, 401)
        return tokens

    def me(self, caller: Caller) -> Account:
        with self._hub.database.reading() as connection:
            return self.own(connection, caller).account()

    def change(self, caller: Caller, asked: AccountChange) -> Account:
        """What is in the patch. Raises Refusal: 409 name taken, 422; for another e-mail 401 wrong password, 429."""
        wanted = asked.model_dump(include=asked.model_fields_set - {"password"})
        if wanted.get("nickname", "") is None:
            # One cannot be without.
            del wanted["nickname"]
        with self._hub.database.reading() as connection:
            row = self.own(connection, caller)
        if row.password and wanted.get("email", row.email) != row.email:
            row = self.prove(caller, asked.password)
        with self._hub.database.writing() as connection:
            self._expect_same(connection, row)
            accounts.change(connection, caller.who.account, **wanted)
            return self.own(connection, caller).account()

    def change_password(self, caller: Caller, asked: PasswordChange) -> None:
        """A new one; all other sessions end. Raises Refusal: 401 the old one is wrong, 422 the new one is weak, 429."""
        row = self.prove(caller, asked.old_password)
        passwords.expect_strong(asked.new_password, row.nickname, "#/new_password")
        fresh = passwords.hash_of(asked.new_password)
        with self._hub.database.writing() as connection:
            self._expect_same(connection, row)
            accounts.change(connection, row.id, password=fresh)
            sessions.end_all(connection, row.id, but=caller.session)
            codes.forget(connection, row.id)

    def prove(self, caller: Caller, password: str) -> Row:
        """The own account, its owner having shown once more who they are. Raises Refusal: 401, 429."""
        with self._hub.database.writing() as connection:
            row = self.own(connection, caller)
            counted = pauses.tries(connection, f"@{row.id}", caller.address)
            pauses.count(connection, counted, self.at())
        if not passwords.fits(password, row.password):
            raise wrong()
        with self._hub.database.writing() as connection:
            pauses.right(connection, counted, self.at())
        return row

    def sessions(self, caller: Caller) -> Sessions:
        with self._hub.database.reading() as connection:
            return Sessions(items=sessions.of(connection, caller.who.account, caller.session))

    def end_session(self, caller: Caller, session: str) -> None:
        """Raises Refusal (404) for one that is not theirs."""
        with self._hub.database.writing() as connection:
            if not sessions.end(connection, session, caller.who.account):
                raise not_found()

    def own(self, connection: Connection, caller: Caller) -> Row:
        """The caller's row. Raises Refusal (401): it was deleted a moment ago."""
        row = accounts.by_id(connection, caller.who.account)
        if row is None:
            raise Refusal(Code.SESSION_ENDED, 401)
        return row

    def _expect_same(self, connection: Connection, row: Row) -> None:
        """Raises Refusal (401): while the password was being checked, it was changed, or the account deleted."""
        today = accounts.by_id(connection, row.id)
        if today is None or today.password != row.password:
            raise wrong()


def signed_in(connection: Connection, row: Row, device: str, at: int, code: str | None = None) -> SignedIn:
    """A new session of an account, as it is told."""
    tokens = sessions.begin(connection, row.id, device, at)
    return SignedIn(**tokens.model_dump(), account=row.account(), recovery_code=code)


def wrong() -> Refusal:
    return Refusal(Code.SIGN_IN_WRONG, 401)
