"""Owns what the hub serves about accounts, as values; it must not hold SQL or decide anything."""

from __future__ import annotations

from contract import endpoints
from hub.account.deletion import Deletions
from hub.account.elsewhere import Elsewhere
from hub.account.export import Exports
from hub.account.keys import ApiKeys
from hub.account.recovery import Recoveries
from hub.account.service import Accounts
from hub.core.hub import Hub
from hub.core.servings import Asking, Reply, Serving


def servings(hub: Hub) -> tuple[Serving, ...]:
    known = Accounts(hub)
    return (*_entrance(hub, known), *_elsewhere(hub, known), *_own(hub, known), *_keys(hub))


def _entrance(hub: Hub, known: Accounts) -> tuple[Serving, ...]:
    recoveries = Recoveries(hub, known)

    def mail_code(asked: Asking) -> Reply:
        recoveries.mail_code(asked.body, asked.caller.address)
        return Reply()

    return (
        Serving(
            endpoints.SIGN_UP, "Make an account, and sign in.", lambda asked: Reply(known.sign_up(asked.body), 201),
            refuses=(409,), gives=(201,), slow=True, counted="sign-up",
        ),
        Serving(
            endpoints.SIGN_IN, "Sign in with nickname (or e-mail) and password.",
            lambda asked: Reply(known.sign_in(asked.body, asked.caller.address)), refuses=(401,), slow=True,
        ),
        Serving(
            endpoints.REFRESH, "The next pair of tokens; each refresh token works once.",
            lambda asked: Reply(known.refresh(asked.body)), refuses=(401,),
        ),
        Serving(
            endpoints.RECOVER, "Set a new password with the recovery code, or the code of a mail.",
            lambda asked: Reply(recoveries.recover(asked.body, asked.caller.address)), refuses=(401,), slow=True,
        ),
        Serving(endpoints.MAIL_CODE, "Ask for a mail with a code; answered alike for everybody.", mail_code),
    )  # fmt: skip


def _elsewhere(hub: Hub, known: Accounts) -> tuple[Serving, ...]:
    elsewhere = Elsewhere(hub, known)
    return (
        Serving(endpoints.PROVIDERS, "Where else one may sign in.", lambda _: Reply(elsewhere.providers())),
        Serving(
            endpoints.ELSEWHERE_START, "Begin to sign in at a provider (OpenID Connect).",
            lambda asked: Reply(elsewhere.start(asked.body)), refuses=(404, 502), counted="elsewhere",
        ),
        Serving(
            endpoints.ELSEWHERE_FINISH, "End it, with the code the browser brought back.",
            lambda asked: Reply(elsewhere.finish(asked.body)), refuses=(401, 502),
        ),
    )  # fmt: skip


def _own(hub: Hub, known: Accounts) -> tuple[Serving, ...]:
    deletions, exports = Deletions(hub, known), Exports(hub)

    def sign_out(asked: Asking) -> Reply:
        known.end_session(asked.caller, asked.caller.session)
        return Reply()

    def end_session(asked: Asking) -> Reply:
        known.end_session(asked.caller, asked.path["id"])
        return Reply()

    def change_password(asked: Asking) -> Reply:
        known.change_password(asked.caller, asked.body)
        return Reply()

    def delete(asked: Asking) -> Reply:
        deletions.delete(asked.caller, asked.body)
        return Reply()

    def export(asked: Asking) -> Reply:
        name = {"Content-Disposition": 'attachment; filename="wueapp-meine-daten.zip"'}
        return Reply(exports.zipped(asked.caller.who.account), headers=name, media="application/zip")

    return (
        Serving(endpoints.SIGN_OUT, "End this session.", sign_out),
        Serving(endpoints.ME, "One's own account.", lambda asked: Reply(known.me(asked.caller))),
        Serving(
            endpoints.CHANGE_ME, "Change nickname or, with the password, e-mail (merge patch).",
            lambda asked: Reply(known.change(asked.caller, asked.body)), refuses=(409,), slow=True,
        ),
        Serving(endpoints.CHANGE_PASSWORD, "Change the password; all other sessions end.", change_password, slow=True),
        Serving(endpoints.DELETE_ME, "Delete the account and everything of the person.", delete, slow=True),
        Serving(
            endpoints.EXPORT_ME, "Everything the hub has of the person, as a ZIP.", export,
            media="application/zip", slow=True,
        ),
        Serving(endpoints.SESSIONS, "Where one is signed in.", lambda asked: Reply(known.sessions(asked.caller))),
        Serving(endpoints.END_SESSION, "End a session of one's own.", end_session),
    )  # fmt: skip


def _keys(hub: Hub) -> tuple[Serving, ...]:
    keys = ApiKeys(hub)

    def end(asked: Asking) -> Reply:
        keys.end(asked.path["id"])
        return Reply()

    return (
        Serving(endpoints.KEYS, "Keys of applications, without their secrets.", lambda _: Reply(keys.all())),
        Serving(
            endpoints.NEW_KEY, "Make a key; its secret is told once.",
            lambda asked: Reply(keys.make(asked.body), 201), gives=(201,),
        ),
        Serving(endpoints.END_KEY, "End a key.", end),
    )  # fmt: skip
