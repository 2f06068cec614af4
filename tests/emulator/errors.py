"""What the emulator answers when it refuses: Google's bodies, word for word where a recording or a report has them."""

import json
from typing import Any

STATUS = {
    400: "INVALID_ARGUMENT",
    401: "UNAUTHENTICATED",
    403: "PERMISSION_DENIED",
    404: "NOT_FOUND",
    409: "ABORTED",
    429: "RESOURCE_EXHAUSTED",
    500: "INTERNAL",
    501: "UNIMPLEMENTED",
    502: "UNAVAILABLE",
    503: "UNAVAILABLE",
    504: "DEADLINE_EXCEEDED",
}
MESSAGE = {
    401: "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid "
    "authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.",
    403: "The caller does not have permission",
    404: "Requested entity was not found.",
    500: "Internal error encountered.",
    502: "The service is currently unavailable.",
    503: "The service is currently unavailable.",
    504: "Deadline expired before operation could complete.",
}
PROTECTED = (
    "You are trying to edit a protected cell or object. "
    "Please contact the spreadsheet owner to remove protection if you need to edit."
)


class ApiError(Exception):
    """An answer other than 200: status code, message, details and headers of one refused call."""

    def __init__(
        self,
        code: int,
        message: str | None = None,
        *,
        status: str | None = None,
        details: list[dict[str, Any]] | None = None,
        headers: tuple[tuple[str, str], ...] = (),
    ) -> None:
        self.code = code
        self.message = MESSAGE.get(code, "") if message is None else message
        self.status = status or STATUS[code]
        self.details = details
        self.headers = headers
        super().__init__(self.message)

    def body(self) -> dict[str, Any]:
        """The envelope every Google API but Drive uses."""
        error: dict[str, Any] = {"code": self.code, "message": self.message, "status": self.status}
        if self.details:
            error["details"] = self.details
        return {"error": error}


class DriveError(ApiError):
    """Drive has the older envelope, with a list of errors."""

    def __init__(self, code: int, message: str, reason: str) -> None:
        super().__init__(code, message)
        self.reason = reason

    def body(self) -> dict[str, Any]:
        """The envelope of Drive v3."""
        entry = {"message": self.message, "domain": "global", "reason": self.reason}
        if self.code == 404:
            entry |= {"location": "fileId", "locationType": "parameter"}
        return {"error": {"code": self.code, "message": self.message, "errors": [entry]}}


class TokenError(ApiError):
    """The token endpoint answers in the words of OAuth 2, not in those of the APIs."""

    def __init__(self, code: int, error: str, description: str) -> None:
        super().__init__(code, description)
        self.error = error

    def body(self) -> dict[str, Any]:
        """RFC 6749, section 5.2."""
        return {"error": self.error, "error_description": self.message}


class Refused(Exception):
    """A request of a batch cannot be applied; the batch adds which one (``Invalid requests[0].kind: ...``)."""


class NotEmulatedError(NotImplementedError):
    """The client asks for something the emulator does not know. Never guessed: add it, or do without it."""


def invalid(message: str) -> ApiError:
    """A plain 400."""
    return ApiError(400, message)


def violations(found: list[tuple[str, str]], message: str | None = None) -> ApiError:
    """A 400 that names fields: pairs of field and description."""
    listed = [{"field": field, "description": text} if field else {"description": text} for field, text in found]
    detail = {"@type": "type.googleapis.com/google.rpc.BadRequest", "fieldViolations": listed}
    return ApiError(400, message or "\n".join(text for _, text in found), details=[detail])


def reason(code: int, message: str, why: str, domain: str, metadata: dict[str, str], **more: Any) -> ApiError:
    """An error whose first detail is an ``ErrorInfo`` with a reason."""
    info: dict[str, Any] = {
        "@type": "type.googleapis.com/google.rpc.ErrorInfo",
        "reason": why,
        "domain": domain,
    }
    if metadata:
        info["metadata"] = metadata
    return ApiError(code, message, details=[info, *more.pop("details", [])], **more)


def shown(value: Any) -> str:
    """A JSON value as Google quotes it in a message."""
    return json.dumps(value, ensure_ascii=False)
