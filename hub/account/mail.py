"""Owns sending a mail, in a thread of its own; it must not know why, nor whether there is somebody to send it to."""

from __future__ import annotations

import logging
import smtplib
import ssl
import threading
from collections.abc import Callable
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from urllib.parse import unquote, urlsplit

from sqlalchemy.exc import SQLAlchemyError

LOG = logging.getLogger(__name__)
#: Jobs at once; what comes beside them is dropped, so that nobody can fill the memory.
AT_ONCE = 8
#: Seconds for each step of talking to the mail server.
PATIENCE = 20


class Post:
    """Mail through the server of a `HubSettings.mail_url`; through none, nothing is sent."""

    def __init__(self, url: str) -> None:
        self._url = urlsplit(url) if url else None
        self._turns = threading.BoundedSemaphore(AT_ONCE)

    def later(self, work: Callable[[], None]) -> None:
        """Do it in a thread: whoever asked gets the answer in the same time, whatever there is to do."""
        if self._url is None or not self._turns.acquire(blocking=False):
            return
        threading.Thread(target=self._do, args=(work,), name="mail", daemon=True).start()

    def send(self, to: str, subject: str, text: str) -> None:
        """Send now. Blocks. Raises OSError, smtplib.SMTPException."""
        if self._url is None:
            return
        message = EmailMessage()
        message["From"], message["To"], message["Subject"] = self._url.path.removeprefix("/"), to, subject
        message["Date"], message["Message-ID"] = formatdate(), make_msgid(domain=message["From"].rpartition("@")[2])
        # RFC 3834: no holiday notice answers it.
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(text)
        with self._server() as server:
            server.send_message(message)

    def _server(self) -> smtplib.SMTP:
        assert self._url is not None
        host, port, safe = self._url.hostname or "", self._url.port or 0, ssl.create_default_context()
        server: smtplib.SMTP
        if self._url.scheme == "smtps":
            server = smtplib.SMTP_SSL(host, port, timeout=PATIENCE, context=safe)
        else:
            server = smtplib.SMTP(host, port, timeout=PATIENCE)
        if self._url.scheme == "smtp+starttls":
            server.starttls(context=safe)
        if self._url.username:
            server.login(unquote(self._url.username), unquote(self._url.password or ""))
        return server

    def _do(self, work: Callable[[], None]) -> None:
        try:
            work()
        except (OSError, smtplib.SMTPException, SQLAlchemyError) as error:
            # Only of what kind it was: the text of an SMTP error repeats the address.
            LOG.warning("A mail could not be sent: %s", type(error).__name__)
        finally:
            self._turns.release()
