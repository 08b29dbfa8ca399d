"""Words that offices use and people do not; none of them stands on the glass or on paper."""

from __future__ import annotations

import re

BANNED = re.compile(
    r"\b(submit|input|login|proses|otentikasi|verifikasi data|mekanisme|terlampir|"
    r"wajib melampirkan|mohon maaf atas ketidaknyamanan|pemohon|tersebut|dimaksud|silahkan|"
    r"antrian|ijin|klik)\b",
    re.IGNORECASE,
)
