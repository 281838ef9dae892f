"""Make the static fonts of the printed documents under var/fonts: `python -m tools.build_fonts`.

Quick when they are there already. Importing the press makes them; this says so on standard error.
"""

import sys

from certificates.press.fonts import build_fonts, ensure_fonts

if __name__ == "__main__":
    build_fonts()
    print(f"Fonts: {ensure_fonts()}", file=sys.stderr)
