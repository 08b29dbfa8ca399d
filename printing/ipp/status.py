"""The statuses of IPP answers (RFC 8011, 13), and what a refusal proves."""

from __future__ import annotations

_NAMES = {
    0x0400: "client-error-bad-request",
    0x0401: "client-error-forbidden",
    0x0402: "client-error-not-authenticated",
    0x0403: "client-error-not-authorized",
    0x0404: "client-error-not-possible",
    0x0405: "client-error-timeout",
    0x0406: "client-error-not-found",
    0x0407: "client-error-gone",
    0x0408: "client-error-request-entity-too-large",
    0x0409: "client-error-request-value-too-long",
    0x040A: "client-error-document-format-not-supported",
    0x040B: "client-error-attributes-or-values-not-supported",
    0x040C: "client-error-uri-scheme-not-supported",
    0x040D: "client-error-charset-not-supported",
    0x040E: "client-error-conflicting-attributes",
    0x040F: "client-error-compression-not-supported",
    0x0410: "client-error-compression-error",
    0x0411: "client-error-document-format-error",
    0x0412: "client-error-document-access-error",
    0x0500: "server-error-internal-error",
    0x0501: "server-error-operation-not-supported",
    0x0502: "server-error-service-unavailable",
    0x0503: "server-error-version-not-supported",
    0x0504: "server-error-device-error",
    0x0505: "server-error-temporary-error",
    0x0506: "server-error-not-accepting-jobs",
    0x0507: "server-error-busy",
    0x0508: "server-error-job-canceled",
    0x0509: "server-error-multiple-document-jobs-not-supported",
    0x050A: "server-error-printer-is-deactivated",
    0x050B: "server-error-too-many-jobs",
}

_AFTER_THE_JOB_WAS_TAKEN = frozenset({0x0405, 0x0410, 0x0411, 0x0412})
"""Client errors that a printer may find while it is already printing."""

_BEFORE_THE_JOB_WAS_TAKEN = frozenset({0x0501, 0x0502, 0x0503, 0x0506, 0x0507, 0x050A, 0x050B})
"""Server errors that say that the request was not carried out at all."""


def name_of(status: int) -> str:
    """Return a status in IPP's own words."""
    return _NAMES.get(status, f"status-0x{status:04x}")


def succeeded(status: int) -> bool:
    """Return whether what was asked was done, wholly or in substance."""
    return 0x0000 <= status <= 0x00FF


def refused(status: int) -> bool:
    """Return whether this status proves that nothing was done."""
    if status in _AFTER_THE_JOB_WAS_TAKEN:
        return False
    return 0x0400 <= status <= 0x04FF or status in _BEFORE_THE_JOB_WAS_TAKEN
